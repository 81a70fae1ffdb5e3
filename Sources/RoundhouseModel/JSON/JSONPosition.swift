/// A place in a text; line and column are counted when asked for.
package struct JSONPosition: Sendable {
  /// Bytes before the place.
  package let offset: Int
  private let storage: JSONStorage

  init(storage: JSONStorage, offset: Int) {
    self.storage = storage
    self.offset = offset
  }

  /// Begins at 1.
  package var line: Int { lineAndColumn.line }
  /// Begins at 1, counts characters (Unicode scalars).
  package var column: Int { lineAndColumn.column }

  /// Both, for half the price of asking twice.
  package var lineAndColumn: (line: Int, column: Int) {
    let bytes = storage.bytes
    return Self.lineAndColumn(of: offset, in: bytes.span)
  }

  /// Counts both; a line ends with a line feed.
  static func lineAndColumn(of offset: Int, in text: Span<UInt8>) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for index in 0..<min(offset, text.count) {
      let byte = text[index]
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}

extension JSONPosition: Equatable, CustomStringConvertible {
  package static func == (a: JSONPosition, b: JSONPosition) -> Bool { a.offset == b.offset }
  package var description: String { "\(line):\(column)" }
}
