/// Decodes the text of a string literal, piece by piece: a piece ends at `\(` or at the closing quote.
struct StringText {
  /// The next byte to read.
  var place: Int
  private let start: Int

  init(start: Int) {
    place = start
    self.start = start
  }

  mutating func next(_ source: [UInt8]) throws(ExpressionError) -> (bytes: [UInt8], isLast: Bool) {
    var bytes: [UInt8] = []
    while place < source.count {
      let byte = source[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return (bytes, true)
      case UInt8(ascii: "\\"):
        guard place < source.count else { break }
        if source[place] == UInt8(ascii: "(") {
          place += 1
          return (bytes, false)
        }
        try appendEscape(source, to: &bytes)
      default: bytes.append(byte)
      }
    }
    throw ExpressionError(
      .syntax, "the expression ends inside a string", remedy: "close it with a double quote", at: start - 1, in: source)
  }

  /// Reads what stands after a backslash.
  private mutating func appendEscape(_ source: [UInt8], to bytes: inout [UInt8]) throws(ExpressionError) {
    let letter = source[place]
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"): try appendScalar(source, to: &bytes)
    default:
      throw ExpressionError(
        .syntax, "unknown escape: after '\\' stands one of \" \\ / b f n r t u (",
        remedy: "write a backslash as \\\\", at: place - 2, in: source)
    }
  }

  private mutating func appendScalar(_ source: [UInt8], to bytes: inout [UInt8]) throws(ExpressionError) {
    let first = place - 2
    var value = codeUnit(source)
    if let high = value, 0xD800...0xDBFF ~= high, source[place...].starts(with: Array("\\u".utf8)) {
      place += 2
      value = codeUnit(source).flatMap { 0xDC00...0xDFFF ~= $0 ? 0x10000 + (high & 0x3FF) << 10 + $0 & 0x3FF : nil }
    }
    guard let scalar = value.flatMap(UnicodeScalar.init) else {
      throw ExpressionError(
        .syntax, "expected '\\u' and four hexadecimal digits, two of them for what is beyond U+FFFF",
        remedy: "write the character itself", at: first, in: source)
    }
    bytes.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  /// Reads four hexadecimal digits.
  private mutating func codeUnit(_ source: [UInt8]) -> UInt32? {
    guard place + 4 <= source.count else { return nil }
    let digits = source[place..<place + 4]
    place += 4
    guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
