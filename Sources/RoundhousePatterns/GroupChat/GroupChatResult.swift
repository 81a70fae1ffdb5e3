internal import RoundhouseModel
internal import RoundhouseRuns

/// What a group chat came to.
package struct GroupChatResult: Sendable {
  package let sessionID: String
  package let topic: String
  package let goals: [String]
  package let participants: [String]
  /// Empty for none.
  package let moderator: String
  /// Why it is over.
  package let reason: GroupChatEnd
  package let rounds: Int
  /// Milliseconds.
  package let duration: Int64
  package let tokens: UInt64
  package let messages: [ChatMessage]
  package let failures: [ChatFailure]
  package let interventions: [Intervention]
  /// How often a speaker was to be named, and was not.
  package let unchosen: Int
  /// The last decision; nil if nothing was voted on.
  package let consensus: ConsensusResult?
  /// Whether two or more participants have spoken.
  package let collaboration: Bool

  init(_ session: GroupChatSession) {
    sessionID = session.id
    topic = session.document.topic
    goals = session.document.goals
    participants = session.participants
    moderator = session.document.moderator?.id ?? ""
    reason = session.end ?? .closed
    rounds = session.round
    duration = max(0, session.time - session.began)
    tokens = session.tokens
    messages = session.messages
    failures = session.failures
    interventions = session.interventions
    unchosen = session.unchosen
    consensus = session.decisions.last
    collaboration = session.speakers.count > 1
  }

  /// Whether a participant has said something or voted; a session that nobody spoke to has done what it should.
  package var success: Bool {
    if reason == .failed { return false }
    return messages.contains { $0.role == .assistant } || consensus?.votes.contains { $0.state == .cast } == true
      || (failures.isEmpty && consensus == nil)
  }

  /// Why it has not.
  var error: RoundhouseError {
    guard var error = failures.last?.error else {
      return RoundhouseError(.quorumMissed, "nobody has voted", remedy: "see the votes' problems")
    }
    error.message =
      reason == .failed
      ? "the chat ended with a failure: \(error.message)" : "nobody has said anything: \(error.message)"
    return error
  }

  /// `{"pattern": "group_chat", "success", "session_id", "topic", "goals", "participants", "moderator", "reason", "rounds",
  /// "duration", "tokens", "collaboration", "messages", "failures", "interventions", "unchosen", "consensus"}`; `goals`,
  /// `moderator`, `failures`, `interventions`, `unchosen` and `consensus` are absent where there are none.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("pattern", GroupChatDocument.kind)
    json.member("success", success)
    json.member("session_id", sessionID)
    json.member("topic", topic)
    if !goals.isEmpty { json.member("goals", goals) }
    json.member("participants", participants)
    if !moderator.isEmpty { json.member("moderator", moderator) }
    json.member("reason", reason.rawValue)
    json.member("rounds", rounds)
    json.member("duration", duration)
    json.member("tokens", tokens)
    json.member("collaboration", collaboration)
    json.member("messages", messages)
    if !failures.isEmpty { json.member("failures", failures) }
    if !interventions.isEmpty { json.member("interventions", interventions) }
    if unchosen > 0 { json.member("unchosen", unchosen) }
    if let consensus { json.member("consensus", consensus) }
    json.endObject()
    return json.bytes
  }
}
