// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText

/// The input of `legal.research`.
struct ResearchRequest: Decodable {
  private let question: String?
  private let message: String?
  private let limit: Int?

  private enum CodingKeys: String, CodingKey {
    case question = "query"
    case message, limit
  }

  var query: TextQuery { get throws(AgentError) { try TextQuery(legal: question ?? message) } }

  var checkedLimit: Int {
    get throws(AgentError) {
      let limit = limit ?? 5
      guard 1...50 ~= limit else {
        throw AgentError(.badRequest, "a limit is 1 to 50, not \(limit); ask for fewer", agentCode: "bad_limit")
      }
      return limit
    }
  }
}

extension TextQuery {
  /// Throws `badRequest` if there is no word to look for.
  init(legal question: String?) throws(AgentError) {
    self.init(question ?? "")
    guard !isEmpty else {
      throw AgentError(
        .badRequest, "nothing is asked; send a \"query\" with the facts and the question", agentCode: "empty_query")
    }
  }
}
