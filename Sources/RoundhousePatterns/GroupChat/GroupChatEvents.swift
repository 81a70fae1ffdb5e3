internal import RoundhouseModel
internal import RoundhouseRuns

// What a group chat tells of, as it stands in the journal; `chat:consensus` is told by the votes.
extension Run {
  /// `{"sessionId", "topic", "goals", "participants", "moderator"}`
  func tellBegun(_ session: GroupChatSession) throws(RunError) {
    try tell("chat:started") { json in
      json.member("sessionId", session.id)
      json.member("topic", session.document.topic)
      json.member("goals", session.document.goals)
      json.member("participants", session.participants)
      if let moderator = session.document.moderator { json.member("moderator", moderator.id) }
    }
  }

  /// `{"sessionId", "message": {"role", "name", "content", "round", "confidence"}}`
  func tellSaid(_ message: ChatMessage, in session: GroupChatSession) throws(RunError) {
    try tell("chat:message") { json in
      json.member("sessionId", session.id)
      json.member("message", message)
    }
  }

  /// `{"sessionId", "agentId", "error": {"code", "message"}}`
  func tellFailed(_ error: RoundhouseError, of participant: String, in session: GroupChatSession) throws(RunError) {
    try tell("agent:error") { json in
      json.member("sessionId", session.id)
      json.member("agentId", participant)
      json.key("error")
      json.beginObject()
      json.member("code", error.code.rawValue)
      json.member("message", error.message)
      json.endObject()
    }
  }

  /// `{"sessionId", "intervention": {"type", "action", "reason", "participant", "round", "text"}}`
  func tellIntervened(_ intervention: Intervention, in session: GroupChatSession) throws(RunError) {
    try tell("chat:intervention") { json in
      json.member("sessionId", session.id)
      json.member("intervention", intervention)
    }
  }

  /// `{"sessionId", "reason", "rounds", "messages", "interventions"}`
  func tellEnded(_ session: GroupChatSession) throws(RunError) {
    try tell("chat:ended") { json in
      json.member("sessionId", session.id)
      json.member("reason", session.end?.rawValue ?? "")
      json.member("rounds", session.round)
      json.member("messages", session.spoken)
      json.member("interventions", session.interventions.count)
    }
  }
}
