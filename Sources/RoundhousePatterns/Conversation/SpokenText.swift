internal import RoundhouseModel

/// Texts that agents and people have said, as they may be shown and passed on.
enum SpokenText {
  /// Bytes; what is longer is cut.
  static let longest = 65_536

  /// A text without control characters other than line breaks and tabulators, and without white space around it.
  static func clean(_ text: String) -> String {
    var text = text
    if text.utf8.count > longest { text = String(text.unicodeScalars.prefix(longest / 4)) + " …" }
    if hasControls(text) {
      text = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isControl($0) }))
    }
    return trimmed(text)
  }

  /// How many characters a text has, counted as Unicode scalars.
  static func length(_ text: String) -> Int {
    let bytes = text.utf8.span
    var count = 0
    // All but those that continue one.
    for place in bytes.indices { count += bytes[place] & 0xC0 == 0x80 ? 0 : 1 }
    return count
  }

  private static func hasControls(_ text: String) -> Bool {
    // 0xC2 may begin one of the second block.
    text.utf8.span.hasMark { byte in (byte < 0x20 ? 1 : 0) | (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 1 : 0) }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
  }

  /// A text without white space around it.
  static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) else { return text }
    guard let start = bytes.firstIndex(where: { !isSpace($0) }), let end = bytes.lastIndex(where: { !isSpace($0) })
    else {
      return ""
    }
    return String(text[start...end])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
}
