// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText

/// The input of `memory.retrieve`.
struct RetrieveRequest: Decodable {
  let query: String?
  let subject: String?
  /// A fact must have all of them.
  let tags: [String]?
  let limit: Int?

  /// nil if there are no words to look for.
  var words: TextQuery? {
    let query = TextQuery(query ?? "")
    return query.isEmpty ? nil : query
  }

  var checkedLimit: Int {
    get throws(AgentError) {
      let limit = limit ?? 10
      guard 1...100 ~= limit else {
        throw AgentError(.badRequest, "a limit is 1 to 100, not \(limit); ask for fewer facts", agentCode: "bad_limit")
      }
      return limit
    }
  }

  func wants(_ fact: Fact) -> Bool {
    (subject == nil || fact.subject == subject) && (tags ?? []).allSatisfy(fact.tags.contains)
  }
}
