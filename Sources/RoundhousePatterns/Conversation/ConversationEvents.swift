internal import RoundhouseModel
internal import RoundhouseRuns

// What a conversation tells of, as it stands in the journal.
extension Run {
  /// `{"conversationId", "topic", "participants"}`
  func tellOpened(_ conversation: Conversation) throws(RunError) {
    try tell("conversation:started") { json in
      json.member("conversationId", conversation.id)
      json.member("topic", conversation.topic)
      json.member("participants", conversation.participants)
    }
  }

  /// `{"conversationId", "message": {"role", "name", "to", "content", "round", "confidence"}}`
  func tellSaid(_ message: ChatMessage, in conversation: Conversation) throws(RunError) {
    try tell("conversation:message") { json in
      json.member("conversationId", conversation.id)
      json.member("message", message)
    }
  }

  /// `{"conversationId", "agentId", "error": {"code", "message"}}`
  func tellFailed(
    _ error: RoundhouseError, of participant: String, in conversation: Conversation
  ) throws(RunError) {
    try tell("agent:error") { json in
      json.member("conversationId", conversation.id)
      json.member("agentId", participant)
      json.key("error")
      json.beginObject()
      json.member("code", error.code.rawValue)
      json.member("message", error.message)
      json.endObject()
    }
  }

  /// `{"conversationId", "messages", "failures"}`
  func tellClosed(_ conversation: Conversation) throws(RunError) {
    try tell("conversation:ended") { json in
      json.member("conversationId", conversation.id)
      json.member("messages", conversation.messages.count)
      json.member("failures", conversation.failures.count)
    }
  }
}
