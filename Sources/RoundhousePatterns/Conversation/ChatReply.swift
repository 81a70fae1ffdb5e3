internal import RoundhouseModel

/// Reads what an agent has answered to `chat`: `{"content", "confidence", "handoff": {"to"}}`, a JSON string, or plain text.
enum ChatReply {
  /// The answer as a message.
  /// - Throws: `agentError` if it says nothing.
  static func message(
    _ answer: Payload, from sender: String, to recipient: String = "", round: Int, at time: Int64
  ) throws(RoundhouseError) -> ChatMessage {
    if let text = PlainAnswer.trimmedText(in: answer.bytes), !text.isEmpty {
      return ChatMessage(
        .assistant, from: sender, to: recipient, .plain(answer.bytes[text]), round: round, at: time)
    }
    var message = ChatMessage(.assistant, from: sender, to: recipient, .text(""), round: round, at: time)
    if let root = (try? JSONDocument(parsing: answer.bytes))?.root {
      message.content = SpokenText.clean((root["content"] ?? root).string ?? "")
      if root.count > 1 {
        message.confidence = root["confidence"]?.double.map { min(max(0, $0), 1) }
        message.handoff = root["handoff"]?["to"]?.string ?? ""
      }
    } else if !isBroken(answer.bytes) {
      message.content = SpokenText.clean(String(decoding: answer.bytes, as: UTF8.self))
    }
    guard !message.content.isEmpty else {
      throw RoundhouseError(
        .agentError, "\(answer.agent) has said nothing", remedy: "let it answer {\"content\": \"…\"} or a text",
        agent: answer.agent, agentCode: "said_nothing", hasStarted: true)
    }
    return message
  }

  /// Whether it was to be JSON, and is not.
  private static func isBroken(_ bytes: [UInt8]) -> Bool {
    bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[")
  }
}
