// What is said about a text that is refused.
extension JSONParser {
  func failure(_ text: Span<UInt8>, _ message: String, at place: Int? = nil) -> JSONError {
    let offset = place ?? offset
    let (line, column) = JSONPosition.lineAndColumn(of: offset, in: text)
    return JSONError(offset: offset, line: line, column: column, message: message)
  }

  func unexpected(_ text: Span<UInt8>, _ expected: String) -> JSONError {
    if text.count == 0 { return failure(text, "the text is empty, expected \(expected)") }
    if offset == 0, text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
      return failure(text, "the text begins with a byte order mark; save it as UTF-8 without one")
    }
    if offset == 0, text.count >= 2, (text[0] == 0xFE && text[1] == 0xFF) || (text[0] == 0xFF && text[1] == 0xFE) {
      return failure(text, "the text is UTF-16; save it as UTF-8")
    }
    guard offset < text.count else { return failure(text, "the text ends too early, expected \(expected)") }
    return failure(text, "expected \(expected), found \(found(text))")
  }

  /// The character at `offset` as a message shows it.
  private func found(_ text: Span<UInt8>) -> String {
    let byte = text[offset]
    if byte > 0x20, byte < 0x7F { return "'\(Character(UnicodeScalar(byte)))'" }
    let length = UTF8Sequence.length(text, at: offset)
    if length > 1 {
      let bytes = (offset..<offset + length).map { text[$0] }
      return "'\(String(decoding: bytes, as: UTF8.self))'"
    }
    return length == 1 ? "byte \(Self.hexadecimal(byte))" : "byte \(Self.hexadecimal(byte)), which is not valid UTF-8"
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.utf8.count == 1 ? "0" : "") + digits
  }
}
