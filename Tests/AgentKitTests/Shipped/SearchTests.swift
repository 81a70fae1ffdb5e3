import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Search", .timeLimit(.minutes(1))) struct SearchTests {
  private func results(_ payload: String) async throws -> [[String: Any]] {
    let host = try ShippedAgent.host("search")
    let answer = await host.call("document.search", payload)
    await host.destroy()
    #expect(answer.status == RH_OK, "\(answer.message)")
    return try #require(answer.values["results"] as? [[String: Any]])
  }

  @Test(
    "the document that speaks of it comes first, each document once",
    arguments: [
      ("Find AI information and analyze it", "ai-overview"), ("classification and regression", "supervised-learning"),
      ("hallucination", "ai-risks"), ("consensus by majority", "group-chat"),
      ("Landlock seccomp", "roundhouse-isolation"),
      ("selfTest", "roundhouse-manifest"), ("LLMs", "language-models"), ("what is k-means?", "unsupervised-learning"),
    ])
  func ranking(query: String, document: String) async throws {
    let found = try await results(#"{"query":"\#(query)","limit":10}"#)
    #expect(found.first?["document"] as? String == document)
    let names = found.compactMap { $0["document"] as? String }
    #expect(Set(names).count == names.count)
    let scores = found.compactMap { $0["score"] as? Double }
    #expect(scores == scores.sorted(by: >) && scores.allSatisfy { $0 > 0 })
  }

  @Test("nothing is found of what no document speaks of, and the limit holds")
  func limits() async throws {
    #expect(try await results(#"{"query":"xyzzyplugh"}"#).isEmpty)
    #expect(try await results(#"{"query":"日本語"}"#).isEmpty)
    #expect(try await results(#"{"query":"agent"}"#).count == 5)
    #expect(try await results(#"{"message":"agent","limit":2}"#).count == 2)
  }

  @Test(
    "a request that makes no sense is refused with a remedy",
    arguments: [
      ("{}", "empty_query", "send a \"query\""), (#"{"query":""}"#, "empty_query", "ask with some words"),
      (#"{"query":"?! ,"}"#, "empty_query", "ask with some words"),
      (#"{"query":"a","limit":0}"#, "bad_limit", "1 to 50"),
    ])
  func refusals(payload: String, code: String, words: String) async throws {
    let host = try ShippedAgent.host("search")
    let answer = await host.call("document.search", payload)
    #expect(answer.kind == .badRequest && answer.code == code && answer.message.contains(words), "\(answer)")
    await host.destroy()
  }

  @Test("in a conversation it names what nobody has named, until there is no more")
  func conversation() async throws {
    let host = try ShippedAgent.host("search")
    var messages: [[String: String]] = [["role": "user", "content": "What is known of quarantine and workers?"]]
    var contents: Set<String> = []
    for _ in 0..<6 {
      let payload = try JSONSerialization.data(withJSONObject: ["messages": messages])
      let answer = await host.call("chat", String(decoding: payload, as: UTF8.self))
      let content = try #require(answer.values["content"] as? String)
      if content.hasPrefix("I have nothing to add") { break }
      #expect(contents.insert(content).inserted, "said twice: \(content)")
      messages.append(["role": "assistant", "name": "search-agent", "content": content])
    }
    #expect(contents.count >= 1 && contents.count < 6)
    #expect(contents.contains { $0.contains("roundhouse-isolation") })
    await host.destroy()
  }

  @Test("it suggests the reader to whoever wants a text, and says what it has if it finds nothing")
  func suggestion() async throws {
    let host = try ShippedAgent.host("search")
    let analysis = await host.call("chat", #"{"message":"Find AI information and analyze it"}"#).values
    #expect((analysis["handoff"] as? [String: String])?["to"] == "rag-agent")
    #expect((analysis["results"] as? [Any])?.count == 3)
    let question = await host.call("chat", #"{"message":"Find AI information"}"#)
    #expect(question.values["handoff"] == nil)
    #expect(question.usage.confidence == question.values["confidence"] as? Double)
    let nothing = await host.call("chat", #"{"message":"xyzzyplugh"}"#).values
    #expect((nothing["content"] as? String)?.hasPrefix("I found nothing on “xyzzyplugh” in 24 documents") == true)
    #expect(nothing["confidence"] as? Double == 0.1)
    #expect(await host.call("chat", #"{"messages":[{"role":"system","content":"be brief"}]}"#).code == "nothing_said")
    await host.destroy()
  }

  @Test("a vote goes where the documents point")
  func vote() async throws {
    let host = try ShippedAgent.host("search")
    let ballot = #"{"topic":"untrusted agents","options":["the sea","worker tier with a sandbox"],"messages":[]}"#
    let vote = await host.call("vote", ballot).values
    #expect(vote["choice"] as? String == "worker tier with a sandbox")
    #expect(vote["reason"] as? String == "The documents say most about it.")
    #expect(await host.call("vote", #"{"options":[]}"#).code == "bad_options")
    await host.destroy()
  }

  @Test("a folder of one's own is read; one that is not there is refused when the agent starts")
  func ownFolder() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/search-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "# Menü\n\nKäsespätzle mit Röstzwiebeln.".write(toFile: path + "/menü.txt", atomically: true, encoding: .utf8)
    let config = #"{"documents":"\#(path)","passageWords":50,"synonyms":{}}"#
    let host = try ShippedAgent.host("search", config: config)
    let found = await host.call("document.search", #"{"query":"kasespatzle"}"#).values["results"] as? [[String: Any]]
    #expect(found?.first?["title"] as? String == "Menü")
    await host.destroy()
    let refusal = #expect(throws: TestHost.Refusal.self) {
      try ShippedAgent.host("search", config: #"{"documents":"none","passageWords":50,"synonyms":{}}"#)
    }
    #expect(refusal?.message.contains("cannot be read") == true)
  }
}
