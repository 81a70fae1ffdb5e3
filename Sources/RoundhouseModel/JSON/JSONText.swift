/// How strings and numbers are written inside a JSON text that has already been checked.
enum JSONText {
  /// The bytes that a quoted string with escapes stands for.
  static func unescaped(_ quoted: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(quoted.count)
    var index = quoted.startIndex + 1
    while index < quoted.endIndex - 1 {
      guard quoted[index] == UInt8(ascii: "\\") else {
        bytes.append(quoted[index])
        index += 1
        continue
      }
      if quoted[index + 1] == UInt8(ascii: "u") {
        appendScalar(quoted, &index, to: &bytes)
      } else {
        bytes.append(control(quoted[index + 1]))
        index += 2
      }
    }
    return bytes
  }

  static func hexadecimalValue(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private static func control(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  private static func appendScalar(_ quoted: ArraySlice<UInt8>, _ index: inout Int, to bytes: inout [UInt8]) {
    var value = codeUnit(quoted, &index)
    if 0xD800...0xDBFF ~= value { value = 0x10000 + (value & 0x3FF) << 10 + codeUnit(quoted, &index) & 0x3FF }
    let scalar = UnicodeScalar(value) ?? "\u{FFFD}"
    bytes.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
  }

  private static func codeUnit(_ quoted: ArraySlice<UInt8>, _ index: inout Int) -> UInt32 {
    let digits = quoted[index + 2..<index + 6]
    index += 6
    return digits.reduce(0) { $0 << 4 | (hexadecimalValue($1) ?? 0) }
  }
}
