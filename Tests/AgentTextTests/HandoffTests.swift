import AgentText
import Foundation
import Testing

@Suite("What earlier agents said") struct HandoffTests {
  private func passages(_ json: String) throws -> [Passage] {
    try JSONDecoder().decode(HandoffContext.self, from: Data(json.utf8)).passages(of: ["rag-agent", "search-agent"])
  }

  @Test("results, passages and lists are read, the previous output first, then the named agents, then the others")
  func order() throws {
    let found = #"{"results":[{"document":"d","title":"T","passage":"found"}]}"#
    let read = #"{"passages":[{"text":"read","source":"s"}]}"#
    #expect(try passages(#"{"context_data":{"a":\#(found),"rag-agent":\#(read)}}"#).map(\.text) == ["read"])
    #expect(
      try passages(#"{"previous_output":\#(found),"context_data":{"rag-agent":\#(read)}}"#).map(\.text) == ["found"])
    #expect(
      try passages(#"{"context_data":{"zebra":\#(found)}}"#) == [Passage(document: "d", title: "T", text: "found")])
    #expect(
      try passages(#"{"context_data":{"x":{"search_results":[{"text":"t"}]}}}"#).map(\.document) == ["unnamed source"])
    #expect(try passages(#"{"previous_output":[{"text":"t","source":"s"}]}"#).map(\.document) == ["s"])
  }

  @Test("an agent that only talked is a source itself")
  func talk() throws {
    let json = #"{"previous_agent":"tutor","previous_output":{"content":"Rest well."},"context_data":{}}"#
    #expect(try passages(json) == [Passage(document: "tutor", title: "tutor", text: "Rest well.")])
    #expect(try passages(#"{"previous_output":"  "}"#).isEmpty)
    #expect(try passages(#"{}"#).isEmpty)
    #expect(
      try passages(#"{"previous_output":{"passages":[{"text":7},null,{"text":""}]},"metadata":{"a":[1,true]}}"#).isEmpty
    )
  }
}
