// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText

/// The input of `document.retrieve`.
struct RetrievalQuestion: Decodable {
  /// Whose results are taken from a handoff's context first.
  static let sources = ["search-agent", "rag-agent"]

  let question: String?
  let query: String?
  /// As a handoff calls the question.
  let message: String?
  /// As `document.search` answers them; only these documents are read.
  let results: JSONValue?
  let context: HandoffContext?
  let limit: Int?
  let maximumTokens: Int?

  var text: String {
    get throws(AgentError) {
      if let text = question ?? query ?? message { return text }
      throw AgentError(.badRequest, "nothing is asked; send a \"question\"", agentCode: "empty_query")
    }
  }

  var handed: [Passage] {
    if let results { return Passage.passages(found: results) }
    return context?.passages(of: Self.sources) ?? []
  }

  func limits(_ settings: RetrievalSettings) throws(AgentError) -> SelectionLimits {
    let limit = limit ?? settings.passages
    let tokens = maximumTokens ?? settings.maximumTokens
    guard 1...50 ~= limit else {
      throw AgentError(.badRequest, "a limit is 1 to 50, not \(limit); ask for fewer passages", agentCode: "bad_limit")
    }
    guard 16...100_000 ~= tokens else {
      throw AgentError(
        .badRequest, "maximumTokens is 16 to 100000, not \(tokens); a sentence needs some thirty",
        agentCode: "bad_limit")
    }
    return SelectionLimits(passages: limit, tokens: tokens, sameness: settings.sameness)
  }
}
