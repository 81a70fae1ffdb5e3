/// Texts of strangers made harmless: one line, no control characters, a limit.
enum EscapedText {
  /// Appends a text with control characters, line separators and marks that turn the direction of writing escaped as
  /// `\n`, `\t`, `\u{1b}`, and cut after `limit` bytes.
  static func append(_ text: String, limit: Int, to line: inout [UInt8]) {
    let end = line.count + limit
    for scalar in text.unicodeScalars {
      let before = line.count
      append(scalar, to: &line)
      if line.count > end {
        line.removeSubrange(before...)
        line += "… (\(text.utf8.count) bytes in all)".utf8
        return
      }
    }
  }

  /// The beginning of a text, up to `limit` bytes, with a note of its length if it is longer.
  static func cut(_ text: String, limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var kept = 0
    let scalars = text.unicodeScalars.prefix { scalar in
      kept += UTF8.width(scalar)
      return kept <= limit
    }
    return "\(String(scalars))… (\(text.utf8.count) bytes in all)"
  }

  private static func append(_ scalar: Unicode.Scalar, to line: inout [UInt8]) {
    switch scalar.value {
    case 0x0A: line += #"\n"#.utf8
    case 0x0D: line += #"\r"#.utf8
    case 0x09: line += #"\t"#.utf8
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
      line += "\\u{\(String(scalar.value, radix: 16))}".utf8
    case 0x20..<0x7F: line.append(UInt8(truncatingIfNeeded: scalar.value))
    default: line += UTF8.encode(scalar)!
    }
  }
}
