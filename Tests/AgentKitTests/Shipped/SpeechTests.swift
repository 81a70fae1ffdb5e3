import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Speech", .timeLimit(.minutes(1))) struct SpeechTests {
  private struct Compared {
    let answer: Answer
    let sounds: [String]
    let score: Double

    init(_ answer: Answer) {
      self.answer = answer
      let list = answer.values["sounds"] as? [[String: Any]] ?? []
      sounds = list.map { "\($0["expected"] as? String ?? "-")>\($0["heard"] as? String ?? "-")" }
      score = answer.values["score"] as? Double ?? -1
    }

    func strings(_ member: String) -> [String] { answer.values[member] as? [String] ?? [] }
  }

  private func compare(_ expected: String, _ heard: String, language: String = "en-us") async throws -> Compared {
    let host = try ShippedAgent.host("speech")
    let payload = try JSONSerialization.data(
      withJSONObject: ["expected": expected, "heard": heard, "language": language])
    let compared = Compared(await host.call("speech.analyze", String(decoding: payload, as: UTF8.self)))
    await host.destroy()
    return compared
  }

  @Test("M-152 a t for a k is one substitution, and the advice says where the tongue goes")
  func substitution() async throws {
    let compared = try await compare("the cat sat", "the tat sat")
    #expect(compared.sounds == ["ð>ð", "ə>ə", "k>t", "æ>æ", "t>t", "s>s", "æ>æ", "t>t"])
    #expect(compared.score > 0.9 && compared.score < 1)
    let problem = try #require((compared.answer.values["problems"] as? [[String: Any]])?.first)
    #expect(problem["kind"] as? String == "substitution" && problem["words"] as? [String] == ["cat"])
    #expect(
      compared.strings("advice")[0].contains("soft palate")
        && compared.strings("advice")[0].contains("further in front"))
    #expect((compared.answer.values["summary"] as? String)?.hasPrefix("7 of 8 sounds were as expected") == true)
  }

  @Test("what is said as it should be is praised")
  func right() async throws {
    let compared = try await compare("Judge the church!", "judge the church")
    #expect(compared.score == 1 && compared.sounds.first == "dʒ>dʒ")
    #expect((compared.answer.values["problems"] as? [Any])?.isEmpty == true)
    #expect(compared.strings("advice").count == 1)
  }

  @Test("what was left out and what was added has a gap on the other side, as null")
  func gaps() async throws {
    let omitted = try await compare("stop", "top")
    #expect(omitted.sounds == ["s>-", "t>t", "ɑː>ɑː", "p>p"])
    #expect(omitted.answer.text.contains(#""heard":null,"kind":"omission""#))
    let added = try await compare("top", "stop")
    #expect(added.sounds == ["->s", "t>t", "ɑː>ɑː", "p>p"] && added.score == 0.75)
    // Rows of every length are walked back to their beginning.
    for count in 1...40 {
      let long = try await compare(String(repeating: "a ", count: count), "")
      #expect(long.sounds.count >= count && long.score == 0)
    }
    let silence = try await compare("hello", "")
    #expect(silence.score == 0 && silence.sounds.allSatisfy { $0.hasSuffix(">-") })
  }

  @Test(
    "the more alike the sounds, the higher the score",
    arguments: [("van", "ban", "can"), ("sip", "ship", "hip"), ("bit", "bet", "boot"), ("pea", "bee", "me")])
  func likeness(word: String, near: String, far: String) async throws {
    let (close, distant) = (try await compare(word, near).score, try await compare(word, far).score)
    #expect(close > distant && close < 1 && distant > 0)
  }

  @Test("a mistake that is made again and again is one problem with all its words")
  func repeated() async throws {
    let compared = try await compare("three thin thieves", "tree tin teeves")
    let problem = try #require((compared.answer.values["problems"] as? [[String: Any]])?.first)
    #expect(problem["count"] as? Int == 3 && problem["words"] as? [String] == ["three", "thin", "thieves"])
    #expect(compared.strings("advice")[0].contains("between the teeth"))
  }

  @Test("comparing the other way round gives the same score, and a text with itself 1", arguments: 0..<12)
  func symmetry(seed: Int) async throws {
    let words = [
      "strength", "lorry", "yellow", "judge", "thirty", "measure", "beautiful", "squirrel", "the", "ä", "7", "…",
    ]
    let one = (0..<5).map { words[(seed * 7 + $0 * 5) % words.count] }.joined(separator: " ")
    let other = (0..<4).map { words[(seed * 3 + $0 * 7 + 1) % words.count] }.joined(separator: " ")
    let (there, back) = (try await compare(one, other), try await compare(other, one))
    #expect(there.score == back.score, "\(one) / \(other)")
    #expect((0...1).contains(there.score))
    #expect(try await compare(one, one).score == 1)
  }

  @Test("languages differ, and the answer says which it was")
  func languages() async throws {
    let host = try ShippedAgent.host("speech")
    let german = await host.call("speech.phonemes", #"{"text":"schöner Zug","language":"DE"}"#)
    #expect((german.values["phonemes"] as? String)?.hasPrefix("ʃ øː n") == true)
    let french = await host.call("speech.phonemes", #"{"text":"bon vin","language":"fr"}"#)
    #expect((french.values["phonemes"] as? String)?.contains("ɛ̃") == true)
    let usual = await host.call("speech.phonemes", #"{"text":"cat"}"#)
    #expect(usual.text == #"{"language":"en-us","phonemes":"k æ t","words":[{"phonemes":"k æ t","word":"cat"}]}"#)
    let list = await host.call("speech.languages").values["languages"] as? [String]
    #expect(try #require(list).contains("de") && #require(list).count > 50)
    await host.destroy()
  }

  @Test("many at once, in several languages, do not disturb each other")
  func crowd() async throws {
    let host = try ShippedAgent.host("speech")
    let calls = (0..<60).map { number in
      host.start(Question("speech.phonemes", #"{"text":"wagon","language":"\#(["en-us", "de", "fr"][number % 3])"}"#))
    }
    var heard: [Int: Set<String>] = [:]
    for (number, call) in calls.enumerated() { heard[number % 3, default: []].insert(await call.answer().text) }
    #expect(heard.values.allSatisfy { $0.count == 1 } && Set(heard.values.flatMap { $0 }).count == 3)
    await host.destroy()
  }

  @Test("what cannot be compared is refused with what to do")
  func refusals() async throws {
    let unknown = try await compare("a", "b", language: "../../etc/passwd")
    #expect(unknown.answer.kind == .badRequest && unknown.answer.code == "unknown_language")
    #expect(unknown.answer.message.contains("speech.languages lists them"))
    #expect(try await compare("… !", "a").answer.code == "no_sounds")
    let long = try await compare(String(repeating: "a", count: 1001), "a")
    #expect(long.answer.code == "too_long_text" && long.answer.message.contains("sentence by sentence"))
    #expect(try await compare(String(repeating: "9999 ", count: 199), "a").answer.code == "too_long_text")
    let host = try ShippedAgent.host("speech")
    #expect(await host.call("analyze", "{}").message == "the payload.expected is missing")
    await host.destroy()
    #expect(throws: (any Error).self) {
      try ShippedAgent.host("speech", config: #"{"language":"klingon","characters":9}"#)
    }
  }

  @Test("espeak-ng leaves the process' locale as every program begins with")
  func locale() async throws {
    _ = try await compare("a", "a")
    #expect(setlocale(LC_CTYPE, nil).map { String(cString: $0) } == "C")
  }
}
