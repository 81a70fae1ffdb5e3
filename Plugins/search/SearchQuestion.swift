// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `document.search`.
struct SearchQuestion: Decodable {
  let query: String?
  /// As a handoff calls the query.
  let message: String?
  let limit: Int?

  var text: String {
    get throws(AgentError) {
      if let text = query ?? message { return text }
      throw AgentError(.badRequest, "nothing is asked; send a \"query\"", agentCode: "empty_query")
    }
  }

  var checkedLimit: Int {
    get throws(AgentError) {
      let limit = limit ?? 5
      guard 1...50 ~= limit else {
        throw AgentError(
          .badRequest, "a limit is 1 to 50, not \(limit); ask for fewer documents", agentCode: "bad_limit")
      }
      return limit
    }
  }
}
