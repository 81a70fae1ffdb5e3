package import RoundhouseModel

/// What a decision came to. Seed 000's `ConsensusResult`.
package struct ConsensusResult: Sendable {
  package var topic: String
  package var rule: String
  /// The option that has won; nil if none has.
  package var decision: String?
  /// Why none has; nil if one has.
  package var reason: Tally.Reason?
  /// How often was voted.
  package var rounds: Int
  /// The last round's, in the order of the participants.
  package var votes: [Vote]
  package var tally: Tally
  /// What has decided a tie; nil if there was none, or nothing has decided it.
  package var tieBreak: TieBreak?

  package var isReached: Bool { decision != nil }

  /// How sure all together are of the decision, from 0 to 1; 0 without one.
  package var confidence: Double { decision.map { tally.confidence(in: $0) } ?? 0 }

  /// The share of the weight that was cast for the decision; 0 without one.
  package var agreement: Double { decision.map { tally.agreement(on: $0) } ?? 0 }

  /// Those who have voted for something else: the record of dissent.
  package var dissent: [Vote] {
    decision.map { winner in votes.filter { $0.state == .cast && $0.choice != winner } } ?? []
  }
}

extension ConsensusResult: JSONWritable {
  /// `{"topic", "reached", "decision", "reason", "rule", "rounds", "confidence", "agreement", "participation", "tie_break",
  /// "tally": [{"option", "votes", "weight", "confidence"}], "votes": [{…}], "dissent": [{…}]}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("topic", topic)
    json.member("reached", isReached)
    if let decision { json.member("decision", decision) }
    if let reason { json.member("reason", reason.rawValue) }
    json.member("rule", rule)
    json.member("rounds", rounds)
    json.member("confidence", confidence)
    json.member("agreement", agreement)
    json.member("participation", tally.participation)
    if let tieBreak { json.member("tie_break", tieBreak.rawValue) }
    json.key("tally")
    json.beginArray()
    for share in tally.shares {
      json.beginObject()
      json.member("option", share.option)
      json.member("votes", share.votes)
      json.member("weight", share.weight)
      json.member("confidence", share.confidence)
      json.endObject()
    }
    json.endArray()
    json.member("votes", votes)
    json.member("dissent", dissent)
    json.endObject()
  }
}
