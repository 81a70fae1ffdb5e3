// What has no structure: spaces, strings, numbers and words. Each moves `offset` behind what it has checked.
extension JSONParser {
  @inline(__always)
  mutating func skipSpace(_ text: Span<UInt8>) {
    while offset < text.count, text[offset] <= UInt8(ascii: " ") {
      switch text[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): offset += 1
      default: return
      }
    }
  }

  /// Begins at the opening quote. True if the string has no escapes.
  @inline(__always)
  mutating func skipString(_ text: Span<UInt8>) throws(JSONError) -> Bool {
    let start = offset
    var isPlain = true
    offset += 1
    while true {
      skipPlain(text)
      guard offset < text.count else {
        throw failure(text, "the text ends inside a string", remedy: "close it with a double quote", at: start)
      }
      switch text[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return isPlain
      case UInt8(ascii: "\\"):
        isPlain = false
        try skipEscape(text)
      case 0..<0x20:
        throw failure(
          text, "control character \(Self.hexadecimal(text[offset])) in a string must be escaped",
          remedy: "write \\n for a line feed, \\t for a tab, \\u00XX for others")
      default:
        let length = UTF8Sequence.length(text, at: offset)
        guard length > 0 else {
          throw failure(
            text, "byte \(Self.hexadecimal(text[offset])) is not valid UTF-8 here", remedy: "save the file as UTF-8")
        }
        offset += length
      }
    }
  }

  /// Passes over printable ASCII, eight bytes at a time where there are so many.
  @inline(__always)
  private mutating func skipPlain(_ text: Span<UInt8>) {
    let words = text.bytes
    var place = offset
    let last = text.count - 8
    while place <= last {
      let word = words.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let stop = Self.stops(word)
      if stop != 0 {
        offset = place + stop.trailingZeroBitCount >> 3
        return
      }
      place += 8
    }
    offset = place
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20, 0x80...: return
      default: offset += 1
      }
    }
  }

  /// The high bit of each byte that is a quote, a backslash, a control character or not ASCII.
  /// Borrows between bytes can only mark bytes above the lowest true mark, so that the lowest one is exact.
  @inline(__always)
  private static func stops(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let marks = (quotes &- ones) | (backslashes &- ones) | (word &- ones &* 0x20) | word
    return marks & (ones &* 0x80)
  }

  private mutating func skipEscape(_ text: Span<UInt8>) throws(JSONError) {
    guard offset + 1 < text.count else {
      throw failure(text, "the text ends inside an escape", remedy: "the end of the file may be missing")
    }
    switch text[offset + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
    case UInt8(ascii: "u"): try skipUnicodeEscape(text)
    default:
      throw failure(
        text, "unknown escape: after '\\' stands one of \" \\ / b f n r t u", remedy: "write a backslash as \\\\")
    }
  }

  private mutating func skipUnicodeEscape(_ text: Span<UInt8>) throws(JSONError) {
    let start = offset
    let unit = try codeUnit(text)
    if 0xD800...0xDBFF ~= unit {
      guard offset < text.count, text[offset] == UInt8(ascii: "\\"), try 0xDC00...0xDFFF ~= codeUnit(text) else {
        throw failure(
          text, "a high surrogate must be followed by a low one", remedy: "write the character itself", at: start)
      }
    } else if 0xDC00...0xDFFF ~= unit {
      throw failure(
        text, "a low surrogate without a high one before it", remedy: "write the character itself", at: start)
    }
  }

  /// Reads `\uXXXX`.
  private mutating func codeUnit(_ text: Span<UInt8>) throws(JSONError) -> UInt32 {
    guard offset + 6 <= text.count, text[offset + 1] == UInt8(ascii: "u") else {
      throw failure(text, "expected '\\u' and four hexadecimal digits", remedy: "write it as in \\u00e9")
    }
    var unit: UInt32 = 0
    for index in offset + 2..<offset + 6 {
      guard let digit = JSONText.hexadecimalValue(text[index]) else {
        throw failure(text, "expected '\\u' and four hexadecimal digits", remedy: "write it as in \\u00e9")
      }
      unit = unit << 4 | digit
    }
    offset += 6
    return unit
  }

  /// True if it is an integer written in digits only.
  @inline(__always)
  mutating func skipNumber(_ text: Span<UInt8>) throws(JSONError) -> Bool {
    if text[offset] == UInt8(ascii: "-") { offset += 1 }
    let first = offset
    try skipDigits(text, "a digit")
    if text[first] == UInt8(ascii: "0"), offset > first + 1 {
      throw failure(text, "a number must not begin with 0", remedy: "take the 0 away", at: first)
    }
    var isPlain = true
    if offset < text.count, text[offset] == UInt8(ascii: ".") {
      isPlain = false
      offset += 1
      try skipDigits(text, "a digit after the decimal point")
    }
    if offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") {
      isPlain = false
      offset += 1
      if offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") { offset += 1 }
      try skipDigits(text, "a digit in the exponent")
    }
    return isPlain
  }

  private mutating func skipDigits(_ text: Span<UInt8>, _ expected: StaticString) throws(JSONError) {
    let start = offset
    while offset < text.count, text[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
    guard offset > start else { throw unexpected(text, "\(expected)") }
  }

  mutating func skipWord(_ text: Span<UInt8>, _ word: StaticString) throws(JSONError) {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      guard offset < text.count, text[offset] == word.utf8Start[index] else {
        throw failure(text, "expected a value; did you mean \(word)?", remedy: "put texts in double quotes", at: start)
      }
      offset += 1
    }
  }
}
