/// A place in a source, as people are shown it.
struct SourcePlace {
  let line: Int
  let column: Int
  let excerpt: String

  /// Characters that are shown on either side of the place.
  private static let margin = 40

  init(_ offset: Int, in source: [UInt8]) {
    let end = min(offset, source.count)
    let before = source[..<end]
    let newline = UInt8(ascii: "\n")
    line = 1 + before.count { $0 == newline }
    let start = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let head = String(decoding: source[start..<end], as: UTF8.self).unicodeScalars
    column = 1 + head.count
    let rest = source[end...].prefix { $0 != newline }
    let tail = String(decoding: rest, as: UTF8.self).unicodeScalars
    let shown = Self.printable(head.suffix(Self.margin))
    excerpt =
      "  \(shown)\(Self.printable(tail.prefix(Self.margin)))\n"
      + String(repeating: " ", count: shown.unicodeScalars.count + 2) + "^"
  }

  /// Control characters would move the caret, or the reader's terminal.
  private static func printable(_ scalars: some Sequence<UnicodeScalar>) -> String {
    var text = ""
    for scalar in scalars {
      text.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return text
  }
}
