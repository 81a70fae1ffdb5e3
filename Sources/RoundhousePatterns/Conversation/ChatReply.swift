internal import RoundhouseModel

/// What an agent has answered to `chat`: `{"content", "confidence", "handoff": {"to"}}`, a JSON string, or plain text.
struct ChatReply {
  let content: String
  private(set) var confidence: Double?
  private(set) var handoff = ""

  /// - Throws: `agentError` if it says nothing.
  init(_ answer: Payload) throws(RoundhouseError) {
    var content = ""
    if let text = PlainAnswer.text(in: answer.bytes) {
      content = SpokenText.trimmed(String(decoding: answer.bytes[text], as: UTF8.self))
    } else if let root = (try? JSONDocument(parsing: answer.bytes))?.root {
      content = SpokenText.clean((root["content"] ?? root).string ?? "")
      if root.count > 1 {
        confidence = root["confidence"]?.double.map { min(max(0, $0), 1) }
        handoff = root["handoff"]?["to"]?.string ?? ""
      }
    } else if !ChatReply.isBroken(answer.bytes) {
      content = SpokenText.clean(String(decoding: answer.bytes, as: UTF8.self))
    }
    guard !content.isEmpty else {
      throw RoundhouseError(
        .agentError, "\(answer.agent) has said nothing", remedy: "let it answer {\"content\": \"…\"} or a text",
        agent: answer.agent, agentCode: "said_nothing", hasStarted: true)
    }
    self.content = content
  }

  /// Whether it was to be JSON, and is not.
  private static func isBroken(_ bytes: [UInt8]) -> Bool {
    bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[")
  }

  /// The reply as a message.
  func message(from sender: String, to recipient: String = "", round: Int = 0, at time: Int64) -> ChatMessage {
    var message = ChatMessage(.assistant, from: sender, to: recipient, content, round: round)
    message.confidence = confidence
    message.handoff = handoff
    message.at = time
    return message
  }
}
