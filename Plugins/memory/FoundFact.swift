// SPDX-License-Identifier: Apache-2.0
import AgentText

/// A fact as an answer tells it.
struct FoundFact: Encodable {
  let id: String
  let subject: String?
  let fact: String
  let tags: [String]
  let stored: Moment
  /// 0 to 1; 0 if nothing was asked for in words.
  let score: Double
  var number: Int { Fact.number(of: id) ?? 0 }

  init(_ fact: Fact, score: Double) {
    id = fact.id
    subject = fact.subject
    self.fact = fact.fact
    tags = fact.tags
    stored = fact.stored
    self.score = score.told
  }
}
