internal import RoundhouseModel

/// What a conversation came to.
package struct ConversationResult: Sendable {
  package let conversationID: String
  package let topic: String
  /// The format's name.
  package let format: String
  package let participants: [String]
  /// Milliseconds.
  package let duration: Int64
  package let messages: [ChatMessage]
  package let failures: [ChatFailure]
  /// What the format made of it, a JSON text.
  package let outcome: [UInt8]?

  init(_ conversation: Conversation, format: String, outcome: [UInt8]?) {
    conversationID = conversation.id
    topic = conversation.topic
    self.format = format
    participants = conversation.participants
    duration = max(0, conversation.time - conversation.began)
    messages = conversation.messages
    failures = conversation.failures
    self.outcome = outcome
  }

  /// Whether an agent has said something.
  package var success: Bool { messages.contains { $0.role == .assistant } }

  /// Why it has not.
  var error: RoundhouseError {
    guard var error = failures.first?.error else {
      return RoundhouseError(.badRequest, "nobody was asked", remedy: "let the conversation have a turn")
    }
    error.message = "nobody has said anything: \(error.message)"
    return error
  }

  /// `{"pattern": "conversation", "success", "conversation_id", "topic", "format", "participants", "duration", "messages",
  /// "failures", "outcome"}`; `failures` and `outcome` are absent where there are none.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("pattern", ConversationDocument.kind)
    json.member("success", success)
    json.member("conversation_id", conversationID)
    json.member("topic", topic)
    json.member("format", format)
    json.member("participants", participants)
    json.member("duration", duration)
    json.member("messages", messages)
    if !failures.isEmpty { json.member("failures", failures) }
    if let outcome { json.member("outcome", raw: outcome) }
    json.endObject()
    return json.bytes
  }
}
