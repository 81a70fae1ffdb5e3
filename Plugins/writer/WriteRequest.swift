// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText

/// The input of `text.write`.
struct WriteRequest: Decodable {
  let question: String?
  /// As a handoff calls the question.
  let message: String?
  /// As `document.retrieve` or `document.search` answers them.
  let passages: JSONValue?
  let context: HandoffContext?
  let style: WritingStyle?
  let sentences: Int?

  /// nil if there is no question: then the text is about what the passages are about.
  var query: TextQuery? {
    guard let text = question ?? message else { return nil }
    let query = TextQuery(text)
    return query.isEmpty ? nil : query
  }

  /// Throws `badRequest` if there is neither a list of passages nor a context.
  var sources: [Passage] {
    get throws(AgentError) {
      if let passages { return Passage.passages(found: passages) }
      if let context { return context.passages(of: ["rag-agent", "search-agent"]) }
      throw AgentError(
        .badRequest, "there is nothing to write from; send \"passages\", such as document.retrieve finds them",
        agentCode: "no_passages")
    }
  }
}
