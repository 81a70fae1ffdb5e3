import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Writer", .timeLimit(.minutes(1))) struct WriterTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("writer") }

  private static let passages = """
    [{"text":"Training needs examples. A label is the right answer of an example. It is written by people.","source":"learning","title":"Learning"},
     {"text":"Labels are expensive, because people write them.","source":"cost"},{"text":"The sea is blue.","source":"sea"}]
    """

  private func write(_ payload: String) async throws -> (text: String, citations: [[String: Any]], confidence: Double) {
    let answer = await host.call("text.write", payload)
    #expect(answer.status == RH_OK, "\(answer.message)")
    return (
      try #require(answer.values["text"] as? String), try #require(answer.values["citations"] as? [[String: Any]]),
      try #require(answer.values["confidence"] as? Double)
    )
  }

  @Test("an answer is made of the sentences that answer, each with its source")
  func answer() async throws {
    let answer = try await write(#"{"question":"What is a label?","passages":\#(Self.passages)}"#)
    #expect(
      answer.text == """
        A label is the right answer of an example. [1] Labels are expensive, because people write them. [2]

        Sources:
        [1] Learning (learning)
        [2] cost
        """)
    #expect(answer.citations.map { $0["n"] as? Int } == [1, 2])
    #expect(answer.citations.map { $0["quote"] as? String }.first == "A label is the right answer of an example.")
    #expect(answer.confidence == 0.95)
    await host.destroy()
  }

  @Test("the kind of question decides which sentence comes first")
  func kinds() async throws {
    let why = try await write(
      #"{"question":"Why are labels expensive?","passages":\#(Self.passages),"style":"brief","sentences":1}"#)
    #expect(why.text.hasPrefix("Labels are expensive, because people write them. [1]"))
    await host.destroy()
  }

  @Test("a list has one sentence to a line, and a text without a question is about what its passages are about")
  func styles() async throws {
    let list = try await write(#"{"question":"labels","passages":\#(Self.passages),"style":"list"}"#)
    #expect(list.text.split(separator: "\n").filter { $0.hasPrefix("- ") }.count == 2)
    let free = try await write(#"{"passages":\#(Self.passages),"sentences":1}"#)
    #expect(free.citations.count == 1 && free.confidence == 0.6)
    await host.destroy()
  }

  @Test("that nothing was found is said as it is")
  func nothing() async throws {
    for (passages, words) in [
      (Self.passages, "in the 3 passages"), ("[]", "no passages were given"), (#"[{"text":"a"}]"#, "in the passage"),
    ] {
      let answer = try await write(#"{"question":"quarantine","passages":\#(passages)}"#)
      #expect(answer.text.hasPrefix("I found nothing on “quarantine”") && answer.text.contains(words), "\(answer.text)")
      #expect(answer.citations.isEmpty && answer.confidence == 0.05)
    }
    #expect(await host.call("text.write", #"{"question":"a"}"#).code == "no_passages")
    #expect(await host.call("text.write", #"{"passages":[],"sentences":0}"#).code == "bad_count")
    await host.destroy()
  }

  @Test("the same request gets the same text")
  func determinism() async throws {
    let payload = #"{"question":"people and examples","passages":\#(Self.passages)}"#
    var texts: Set<String> = []
    for _ in 0..<5 { texts.insert(try await write(payload).text) }
    #expect(texts.count == 1)
    await host.destroy()
  }

  @Test("a summary has the central sentences in their order, and keywords")
  func summary() async throws {
    let text =
      "Agents search documents. Rain fell. Agents read documents that other agents found. The engine shed is old."
    let answer = await host.call("text.summarize", #"{"text":"\#(text)","sentences":2}"#).values
    #expect(answer["summary"] as? String == "Agents search documents. Agents read documents that other agents found.")
    #expect((answer["keywords"] as? [String])?.first == "agents")
    #expect(answer["of"] as? Int == 4)
    #expect(await host.call("text.summarize", #"{"text":" "}"#).code == "no_text")
    await host.destroy()
  }

  @Test("a long text is summarized, and what is beyond the limit is refused with its size")
  func large() async throws {
    let host = try ShippedAgent.host("writer", config: #"{"maximumBytes":200000,"sentences":5,"optionsToLookUp":2}"#)
    let text = String(repeating: "The turntable turns the engine. Rain falls on sheds. ", count: 3_700)
    let answer = await host.call("text.summarize", #"{"text":"\#(text)","sentences":2}"#)
    #expect(answer.values["of"] as? Int == 7_400)
    #expect(answer.values["summary"] as? String == "The turntable turns the engine. Rain falls on sheds.")
    let tooLong = await host.call("text.summarize", #"{"text":"\#(text)\#(text)"}"#)
    #expect(tooLong.code == "too_long" && tooLong.message.contains("send a part at a time"))
    await host.destroy()
    await self.host.destroy()
  }

  @Test("a handoff's passages become an answer")
  func handoff() async throws {
    let output = #"{"content":"c","passages":\#(Self.passages)}"#
    let context =
      #"{"previous_agent":"rag-agent","previous_output":\#(output),"context_data":{"search-agent":{"results":[]},"rag-agent":\#(output)}}"#
    let answer = await host.call("chat", #"{"message":"Find labels and explain them","context":\#(context)}"#).values
    #expect((answer["content"] as? String)?.contains("A label is the right answer of an example. [2]") == true)
    #expect((answer["citations"] as? [Any])?.count == 2)
    let written = try await write(#"{"message":"Find labels and explain them","context":\#(context)}"#)
    #expect(written.citations.count == 2)
    await host.destroy()
  }

  @Test("without a handoff it asks for documents; with nothing it suggests to search")
  func evidence() async throws {
    let retrieval = try ShippedAgent.host("retrieval")
    let alone = await host.call("chat", #"{"message":"What is a circuit breaker?"}"#).values
    #expect((alone["handoff"] as? [String: String])?["to"] == "search-agent")
    host.withBook { $0.routes["document.retrieve"] = retrieval }
    let answer = await host.call("chat", #"{"message":"What is a circuit breaker?","role":"the architect"}"#).values
    let content = try #require(answer["content"] as? String)
    #expect(content.hasPrefix("As the architect: ") && content.contains("A circuit breaker stops asking an agent"))
    #expect(answer["handoff"] == nil)
    let ballot = #"{"topic":"failing agents","options":["paint them","a circuit breaker"]}"#
    #expect(await host.call("vote", ballot).values["choice"] as? String == "a circuit breaker")
    await host.destroy()
    await retrieval.destroy()
  }

  @Test("a moderator opens with the goals, then sums up who said what and what is open")
  func moderator() async throws {
    let opening = await host.call(
      "chat", #"{"message":"Rails or roads?","role":"moderator","goals":["cost","safety"]}"#
    ).values
    #expect(
      opening["content"] as? String
        == "We begin with: Rails or roads? We want to know: cost; safety. Who has facts on it?")
    let messages =
      #"[{"role":"user","content":"Rails or roads?"},{"role":"assistant","name":"ann","content":"Hello. Rails cost more to build."},{"role":"user","name":"ben","content":"Roads need trucks."}]"#
    let summary = await host.call("chat", #"{"messages":\#(messages),"role":"moderator","goals":["cost","safety"]}"#)
      .values
    #expect(
      summary["content"] as? String == """
        So far:
        - ann: Rails cost more to build.
        - ben: Roads need trucks.
        Nobody has spoken yet of: safety.
        """)
    await host.destroy()
  }

  @Test("it never says again what was said")
  func repetition() async throws {
    let retrieval = try ShippedAgent.host("retrieval")
    host.withBook { $0.routes["document.retrieve"] = retrieval }
    var messages: [[String: String]] = [["role": "user", "content": "What do we know about consensus?"]]
    var contents: Set<String> = []
    for _ in 0..<8 {
      let payload = try JSONSerialization.data(withJSONObject: ["messages": messages])
      let answer = await host.call("chat", String(decoding: payload, as: UTF8.self))
      let content = try #require(answer.values["content"] as? String)
      if content.hasPrefix("I have nothing to add") { break }
      #expect(contents.insert(content).inserted, "said twice: \(content)")
      messages.append(["role": "assistant", "name": "llm-agent", "content": content])
    }
    #expect(2..<8 ~= contents.count)
    await host.destroy()
    await retrieval.destroy()
  }
}
