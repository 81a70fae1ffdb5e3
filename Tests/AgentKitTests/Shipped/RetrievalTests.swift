import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Retrieval", .timeLimit(.minutes(1))) struct RetrievalTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("retrieval") }

  private func retrieve(_ payload: String) async throws -> (sources: [String], texts: [String], answer: [String: Any]) {
    let answer = await host.call("document.retrieve", payload)
    #expect(answer.status == RH_OK, "\(answer.message)")
    let passages = try #require(answer.values["passages"] as? [[String: Any]])
    return (
      passages.compactMap { $0["source"] as? String }, passages.compactMap { $0["text"] as? String }, answer.values
    )
  }

  @Test(
    "the passages that answer come first",
    arguments: [
      ("What is overfitting?", "model-evaluation", "overfits"),
      ("How does a circuit breaker work?", "failures-and-retries", "circuit breaker"),
      ("Why does RAG cite?", "retrieval-augmented-generation", "cites"),
      ("Which threshold is usual for routing?", "routing-by-confidence", "0.75"),
    ])
  func ranking(question: String, source: String, words: String) async throws {
    let found = try await retrieve(#"{"question":"\#(question)"}"#)
    #expect(found.sources.first == source)
    #expect(found.texts.prefix(2).contains { $0.contains(words) }, "\(found.texts)")
    #expect((found.answer["context"] as? String)?.hasPrefix("[1] ") == true)
    await host.destroy()
  }

  @Test("an acronym and what it stands for are the same question")
  func synonyms() async throws {
    let short = try await retrieve(#"{"question":"LLM"}"#)
    let long = try await retrieve(#"{"query":"large language model"}"#)
    #expect(!Set(short.texts).isDisjoint(with: long.texts))
    await host.destroy()
  }

  @Test("only the documents that were found before are read; what is not one of ours is taken as it is")
  func handedResults() async throws {
    let results =
      #"[{"document":"human-review","title":"t","passage":"p"},{"document":"note","title":"Note","passage":"A review by the board."}]"#
    let found = try await retrieve(#"{"question":"review","results":\#(results)}"#)
    #expect(Set(found.sources) == ["human-review", "note"])
    #expect(!found.texts.contains("p"))
    await host.destroy()
  }

  @Test("a handoff's context is read like results", arguments: ["chat", "document.retrieve"])
  func handoff(capability: String) async throws {
    let found = #"{"results":[{"document":"ai-risks","title":"Risks","passage":"x","score":1}]}"#
    let context =
      #"{"chain_id":"c","current_agent":"rag-agent","previous_agent":"search-agent","previous_output":\#(found),"context_data":{"search-agent":\#(found)},"metadata":{}}"#
    let answer = await host.call(capability, #"{"message":"Find AI risks and analyze them","context":\#(context)}"#)
      .values
    let sources = (answer["passages"] as? [[String: Any]])?.compactMap { $0["source"] as? String } ?? []
    #expect(Set(sources) == ["ai-risks"])
    if capability == "chat" { #expect((answer["handoff"] as? [String: String])?["to"] == "llm-agent") }
    await host.destroy()
  }

  @Test("passages that say the same are there once")
  func repetitions() async throws {
    let text = "The turntable of the engine shed turns twice a day and is oiled on Sundays."
    let results = [text, text, text + " Always.", "A turntable is a bridge that turns."].map {
      #"{"document":"\#($0.count)","title":"t","passage":"\#($0)"}"#
    }
    let found = try await retrieve(#"{"question":"turntable","results":[\#(results.joined(separator: ","))]}"#)
    #expect(found.texts.count == 2)
    await host.destroy()
  }

  @Test("passages keep within the tokens that were asked for, cut at a sentence", arguments: [16, 40, 100, 1_000])
  func budget(tokens: Int) async throws {
    let found = try await retrieve(#"{"question":"agents and workflows","maximumTokens":\#(tokens),"limit":50}"#)
    let sum = found.texts.reduce(0) { $0 + ($1.utf8.count + 3) / 4 }
    #expect(sum <= tokens)
    #expect(found.answer["tokens"] as? Int == sum)
    #expect(found.texts.allSatisfy { $0.hasSuffix(".") })
    if tokens >= 100 { #expect(sum > tokens / 2) }
    await host.destroy()
  }

  @Test("nothing found is said with little confidence, and what makes no sense is refused")
  func nothing() async throws {
    let nothing = try await retrieve(#"{"question":"xyzzyplugh"}"#)
    #expect(nothing.texts.isEmpty && nothing.answer["confidence"] as? Double == 0.05)
    #expect(await host.call("document.retrieve", #"{"question":""}"#).code == "empty_query")
    #expect(await host.call("document.retrieve", "{}").message.contains("send a \"question\""))
    #expect(await host.call("document.retrieve", #"{"question":"a b","maximumTokens":3}"#).code == "bad_limit")
    let talk = await host.call("chat", #"{"message":"xyzzyplugh"}"#).values
    #expect((talk["content"] as? String)?.hasPrefix("I have no passage on") == true)
    #expect(talk["handoff"] == nil)
    await host.destroy()
  }

  @Test("a thousand handed passages of a megabyte are ranked within the time of a call")
  func many() async throws {
    let filler = String(repeating: "rain on the roof of the shed ", count: 40)
    let results = (0..<1_000).map { #"{"document":"d\#($0)","title":"t","passage":"\#(filler)number \#($0)"}"# }
    let found = try await retrieve(#"{"question":"rain number 500","results":[\#(results.joined(separator: ","))]}"#)
    #expect(found.sources.first == "d500")
    await host.destroy()
  }
}
