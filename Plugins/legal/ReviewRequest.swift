// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `legal.review`.
struct ReviewRequest: Decodable {
  private static let maximumBytes = 4_000_000

  let text: String?
  /// The text by another name.
  let message: String?

  var document: String {
    get throws(AgentError) {
      guard let text = text ?? message, text.contains(where: { !$0.isWhitespace }) else {
        throw AgentError(.badRequest, "there is nothing to review; send the document's \"text\"", agentCode: "no_text")
      }
      guard text.utf8.count <= Self.maximumBytes else {
        throw AgentError(
          .badRequest, "this text has more than \(Self.maximumBytes) bytes; send a part at a time",
          agentCode: "too_long")
      }
      return text
    }
  }
}
