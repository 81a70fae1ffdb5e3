// What is said about a text that is refused.
extension JSONParser {
  func failure(_ text: Span<UInt8>, _ message: String, remedy: String, at place: Int? = nil) -> JSONError {
    let offset = place ?? offset
    let (line, column) = JSONPosition.lineAndColumn(of: offset, in: text)
    return JSONError(offset: offset, line: line, column: column, message: message, remedy: remedy)
  }

  func unexpected(_ text: Span<UInt8>, _ expected: String) -> JSONError {
    if text.count == 0 {
      return failure(text, "the text is empty, expected \(expected)", remedy: "write at least { }")
    }
    if offset == 0, text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
      return failure(text, "the text begins with a byte order mark", remedy: "save it as UTF-8 without one")
    }
    if offset == 0, text.count >= 2, (text[0] == 0xFE && text[1] == 0xFF) || (text[0] == 0xFF && text[1] == 0xFE) {
      return failure(text, "the text is UTF-16", remedy: "save it as UTF-8")
    }
    guard offset < text.count else {
      return failure(
        text, "the text ends too early, expected \(expected)",
        remedy: "close what is open; the end of the file may be missing")
    }
    return failure(text, "expected \(expected), found \(found(text))", remedy: remedy(text))
  }

  /// What people mean who write what is found at `offset`.
  private func remedy(_ text: Span<UInt8>) -> String {
    switch text[offset] {
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      before(text) == UInt8(ascii: ",") ? "remove the comma before it" : "remove it"
    case UInt8(ascii: ","): "remove it, or write what is missing before it"
    case UInt8(ascii: "'"): "write double quotes instead"
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["):
      isSpent(text) ? "put a comma before it" : "remove what follows the value"
    case UInt8(ascii: "/"), UInt8(ascii: "#"):
      "JSON has no comments: take it out, or keep it under a key that begins with \"x-\""
    case UInt8(ascii: "="): "write ':' instead"
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      depth == 0 ? "write one JSON value alone" : "put keys and texts in double quotes"
    default: "correct the text there"
    }
  }

  /// Whether a value or key ends before `offset` within something that is open.
  private func isSpent(_ text: Span<UInt8>) -> Bool { depth > 0 && before(text) != UInt8(ascii: ",") }

  /// The last byte before `offset` that is no space; 0 if there is none.
  private func before(_ text: Span<UInt8>) -> UInt8 {
    var place = offset - 1
    while place >= 0, text[place] <= 0x20 { place -= 1 }
    return place < 0 ? 0 : text[place]
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
