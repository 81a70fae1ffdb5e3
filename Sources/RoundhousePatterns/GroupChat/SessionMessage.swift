internal import RoundhouseModel
internal import RoundhouseRuns

/// What a person says to a session: a text, `{"content", "name"}`, or `{"close": true}`.
struct SessionMessage {
  let content: String
  private let name: String
  /// Whether it asks the session to end.
  private(set) var closes = false

  init(_ message: RunMessage) {
    let sender = message.sender.isEmpty ? "user" : message.sender
    guard let root = (try? JSONDocument(parsing: message.bytes))?.root, root.kind == .object || root.kind == .string
    else {
      content = SpokenText.clean(String(decoding: message.bytes, as: UTF8.self))
      name = sender
      return
    }
    content = SpokenText.clean((root["content"] ?? root["message"] ?? root).string ?? "")
    // Who has sent it is known better than what it says of that.
    name = message.sender.isEmpty ? root["name"]?.string ?? sender : sender
    closes = root["close"]?.bool ?? false
  }

  func said(at time: Int64) -> ChatMessage {
    var message = ChatMessage(from: name, content)
    message.at = time
    return message
  }
}
