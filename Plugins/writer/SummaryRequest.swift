// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `text.summarize`.
struct SummaryRequest: Decodable {
  let text: String?
  /// As a conversation calls the text.
  let message: String?
  let sentences: Int?

  var source: String {
    get throws(AgentError) {
      guard let text = text ?? message, text.contains(where: { !$0.isWhitespace }) else {
        throw AgentError(.badRequest, "there is nothing to summarize; send a \"text\"", agentCode: "no_text")
      }
      return text
    }
  }
}
