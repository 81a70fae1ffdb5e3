internal import RoundhouseModel

/// What group chats came to since the host began.
package struct GroupChatStatistics: Sendable, Equatable {
  package private(set) var totalSessions = 0
  /// Of these, how many had two speakers or more.
  package private(set) var collaborativeSessions = 0
  package private(set) var decisions = 0
  package private(set) var decisionsReached = 0
  private var rounds = 0
  /// By what was looked at.
  package private(set) var interventions: [ModerationType: Int] = [:]
  /// Turns in which nobody spoke.
  package private(set) var failedTurns = 0
  /// How often each reason has ended a chat.
  package private(set) var ends: [GroupChatEnd: Int] = [:]

  /// The share of decisions that were reached; 0 before the first. Seed 000 expects 0.9.
  package var consensusRate: Double { decisions == 0 ? 0 : Double(decisionsReached) / Double(decisions) }
  /// The share of sessions with two speakers or more; 0 before the first.
  package var collaborationRate: Double {
    totalSessions == 0 ? 0 : Double(collaborativeSessions) / Double(totalSessions)
  }
  package var averageRounds: Double { totalSessions == 0 ? 0 : Double(rounds) / Double(totalSessions) }

  mutating func count(_ session: GroupChatSession) {
    totalSessions += 1
    if session.speakers.count > 1 { collaborativeSessions += 1 }
    rounds += session.round
    failedTurns += session.failures.count
    for intervention in session.interventions { interventions[intervention.type, default: 0] += 1 }
    if let end = session.end { ends[end, default: 0] += 1 }
  }

  mutating func count(_ decision: ConsensusResult) {
    decisions += 1
    if decision.isReached { decisionsReached += 1 }
  }

  /// `{"total_sessions", "collaboration_rate", "consensus_rate", "decisions", "avg_rounds", "failed_turns",
  /// "interventions": {type: count}, "ends": {reason: count}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("total_sessions", totalSessions)
    json.member("collaboration_rate", collaborationRate)
    json.member("consensus_rate", consensusRate)
    json.member("decisions", decisions)
    json.member("avg_rounds", averageRounds)
    json.member("failed_turns", failedTurns)
    json.key("interventions")
    json.beginObject()
    for type in ModerationType.allCases { json.member(type.rawValue, interventions[type] ?? 0) }
    json.endObject()
    json.key("ends")
    json.beginObject()
    for end in GroupChatEnd.allCases { if let count = ends[end] { json.member(end.rawValue, count) } }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
