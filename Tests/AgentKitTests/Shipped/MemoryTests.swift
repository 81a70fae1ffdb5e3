import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Memory", .timeLimit(.minutes(2))) struct MemoryTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("memory") }

  private func ask(_ capability: String, _ payload: String, as principal: String = "ada", of host: TestHost? = nil)
    async -> Answer
  {
    var question = Question(capability, payload)
    question.principal = principal
    return await (host ?? self.host).call(question)
  }

  private func store(_ fact: String, more: String = "", as principal: String = "ada") async -> String? {
    await ask("memory.store", #"{"fact":"\#(fact)"\#(more)}"#, as: principal).values["id"] as? String
  }

  private func facts(_ payload: String, as principal: String = "ada", of host: TestHost? = nil) async -> [String] {
    let found = await ask("memory.retrieve", payload, as: principal, of: host).values["facts"] as? [[String: Any]]
    return (found ?? []).compactMap { $0["fact"] as? String }
  }

  @Test("what was stored is found by any form of its words, the best first")
  func retrieval() async {
    #expect(await store("Ada prefers short answers.") == "F-1")
    #expect(await store("The shed has six tracks.") == "F-2")
    #expect(
      await store("Ada's answers go to the shed by mail, and Ada reads them.", more: #","subject":"post""#) == "F-3")
    #expect(await facts(#"{"query":"what does Ada prefer?"}"#).first == "Ada prefers short answers.")
    #expect(await facts(#"{"query":"tracks in sheds"}"#).first == "The shed has six tracks.")
    #expect(await facts(#"{"query":"xyzzyplugh"}"#).isEmpty)
    #expect(await facts(#"{"query":"ada","limit":1}"#).count == 1)
    await host.destroy()
  }

  @Test("each fact says when it was stored, and how well it fits")
  func members() async throws {
    let answer = await ask("memory.store", #"{"fact":"größe zählt","subject":"münze","tags":["a","a","b"]}"#).values
    let found = await ask("memory.retrieve", #"{"query":"grosse größe"}"#).values["facts"] as? [[String: Any]]
    let fact = try #require(found?.first)
    #expect(fact["stored"] as? String == answer["stored"] as? String)
    #expect(fact["stored"] as? String == "2025-06-15T15:06:40Z")
    #expect(fact["tags"] as? [String] == ["a", "b"] && fact["subject"] as? String == "münze")
    #expect((fact["score"] as? Double).map { 0.0..<1 ~= $0 && $0 > 0 } == true)
    await host.destroy()
  }

  @Test("without words the newest come first, and subject and tags choose")
  func filters() async {
    for number in 1...5 {
      _ = await store("fact \(number)", more: #","subject":"s\#(number % 2)","tags":["t\#(number % 3)"]"#)
    }
    #expect(await facts("{}") == ["fact 5", "fact 4", "fact 3", "fact 2", "fact 1"])
    #expect(await facts(#"{"query":"","subject":"s1"}"#) == ["fact 5", "fact 3", "fact 1"])
    #expect(await facts(#"{"query":"fact","subject":"s1","tags":["t2"]}"#) == ["fact 5"])
    #expect(await facts(#"{"tags":["t0","t1"]}"#).isEmpty)
    await host.destroy()
  }

  @Test("the same fact again is the same fact, also when many store it at once")
  func repetition() async {
    let calls = (0..<20).map { _ in host.start(Question("memory.store", #"{"fact":"once"}"#)) }
    for call in calls { #expect(await call.answer().values["id"] as? String == "F-1") }
    #expect(await store("once", more: #","subject":"other""#) == "F-2")
    #expect(await facts("{}").count == 2)
    await host.destroy()
  }

  @Test("what was forgotten is found no more, leaves no text behind, and may be stored anew")
  func forgetting() async {
    _ = await store("a secret about zebras", more: #","subject":"ada""#)
    _ = await store("a plain thing")
    for expected in [["F-1"], []] {
      #expect(await ask("memory.forget", #"{"id":"F-1"}"#).values["forgotten"] as? [String] == expected)
    }
    #expect(await facts(#"{"query":"zebras"}"#).isEmpty)
    let texts = host.withBook { $0.values.values.map { String(decoding: $0.bytes, as: UTF8.self) } }
    #expect(!texts.contains { $0.contains("zebra") })
    #expect(await store("a secret about zebras", more: #","subject":"ada""#) == "F-4")
    #expect(await ask("memory.forget", #"{"subject":"ada"}"#).values["forgotten"] as? [String] == ["F-4"])
    #expect(await facts("{}") == ["a plain thing"])
    await host.destroy()
  }

  @Test("each principal has a memory of its own")
  func principals() async throws {
    let host = try ShippedAgent.host("memory", config: #"{"maximumFacts":10,"openMemories":2}"#)
    for name in ["ada", "bob", "eve"] {
      let answer = await ask("memory.store", #"{"fact":"\#(name) was here"}"#, as: name, of: host)
      #expect(answer.values["id"] as? String == "F-1")
    }
    for name in ["ada", "bob", "eve", "ada"] { #expect(await facts("{}", as: name, of: host) == ["\(name) was here"]) }
    await host.destroy()
    await self.host.destroy()
  }

  @Test("what lies in the host's state is there for the next instance, and for another one beside")
  func instances() async throws {
    for number in 0..<40 { _ = await store("number \(number) of forty") }
    _ = await ask("memory.forget", #"{"id":"F-7"}"#)
    let next = try ShippedAgent.host("memory")
    let values = host.withBook { $0.values }
    next.withBook { $0.values = values }
    #expect(await facts(#"{"limit":100}"#, of: next).count == 39)
    #expect(await facts(#"{"query":"6","limit":100}"#, of: next).isEmpty)
    _ = await ask("memory.store", #"{"fact":"from the next"}"#, of: next)
    _ = await ask("memory.forget", #"{"id":"F-1"}"#, of: next)
    let changed = next.withBook { $0.values }
    host.withBook { $0.values = changed }
    #expect(await facts(#"{"query":"next"}"#) == ["from the next"])
    #expect(await facts(#"{"limit":100}"#).count == 39)
    await host.destroy()
    await next.destroy()
  }

  @Test("thousands of facts are stored at once, found, and forgotten in parts")
  func many() async throws {
    let facts = 2_000
    for batch in 0..<20 {
      let calls = (0..<facts / 20).map { number in
        host.start(Question("memory.store", #"{"fact":"fact number \#(batch * 100 + number)","subject":"many"}"#))
      }
      for call in calls { #expect(await call.answer().status == RH_OK) }
    }
    #expect(await self.facts(#"{"query":"1234"}"#) == ["fact number 1234"])
    let forgotten = await ask("memory.forget", #"{"subject":"many"}"#).values["forgotten"] as? [String]
    #expect(forgotten?.count == facts)
    #expect(await self.facts("{}").isEmpty)
    await host.destroy()
  }

  @Test("conflicts with others are met by trying again")
  func conflicts() async {
    host.withBook { $0.conflicts = 3 }
    #expect(await store("after all") == "F-1")
    #expect(await facts("{}") == ["after all"])
    await host.destroy()
  }

  @Test("what makes no sense is refused, and a full memory says what to do")
  func refusals() async throws {
    for (capability, payload, code) in [
      ("memory.store", #"{"fact":" "}"#, "bad_fact"), ("memory.store", #"{"fact":"a","subject":""}"#, "bad_subject"),
      ("memory.store", #"{"fact":"a","tags":[""]}"#, "bad_tags"), ("memory.retrieve", #"{"limit":0}"#, "bad_limit"),
      ("memory.forget", "{}", "bad_choice"), ("memory.forget", #"{"id":"F-1","subject":"a"}"#, "bad_choice"),
    ] {
      #expect(await ask(capability, payload).code == code)
    }
    #expect(await ask("memory.forget", #"{"id":"nonsense"}"#).values["forgotten"] as? [String] == [])
    let host = try ShippedAgent.host("memory", config: #"{"maximumFacts":1,"openMemories":2}"#)
    _ = await ask("memory.store", #"{"fact":"one"}"#, of: host)
    let full = await ask("memory.store", #"{"fact":"two"}"#, of: host)
    #expect(full.kind == .storeFull && full.message.contains("memory.forget"))
    await host.destroy()
    await self.host.destroy()
  }
}
