/// What a message says. Most of what agents say in a chat is passed on as it came and read by nobody before the end, so it
/// becomes a text only where somebody reads it.
enum MessageContent: Sendable {
  case text(String)
  /// Printable ASCII that stands in JSON as it is: a part of the answer that it came in.
  case plain(ArraySlice<UInt8>)

  var text: String {
    switch self {
    case .text(let text): text
    case .plain(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  /// How many characters it has, counted as Unicode scalars.
  var length: Int {
    switch self {
    case .text(let text): SpokenText.length(text)
    case .plain(let bytes): bytes.count
    }
  }
}

extension MessageContent: Equatable {
  /// Whether both say the same, in whatever form.
  static func == (one: MessageContent, other: MessageContent) -> Bool {
    if case .plain(let bytes) = one, case .plain(let others) = other { return bytes == others }
    return one.text == other.text
  }
}
