// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `memory.store`.
struct StoreRequest: Decodable {
  let subject: String?
  let fact: String
  let tags: [String]?

  func check() throws(AgentError) {
    guard 1...4_000 ~= fact.utf8.count, fact.contains(where: { !$0.isWhitespace }) else {
      throw refusal("bad_fact", "a fact has 1 to 4000 bytes; split a longer one")
    }
    guard 1...400 ~= subject?.utf8.count ?? 1 else { throw refusal("bad_subject", "a subject has 1 to 400 bytes") }
    let tags = tags ?? []
    guard tags.count <= 16, tags.allSatisfy({ 1...64 ~= $0.utf8.count }) else {
      throw refusal("bad_tags", "a fact has at most 16 tags of 1 to 64 bytes; leave some out")
    }
  }

  private func refusal(_ code: String, _ message: String) -> AgentError {
    AgentError(.badRequest, message, agentCode: code)
  }
}
