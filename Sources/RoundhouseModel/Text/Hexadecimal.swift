/// Numbers as lower-case hexadecimal digits of a fixed count.
package enum Hexadecimal {
  /// Sixteen digits.
  package static func text(_ number: UInt64) -> String { text(number, digits: 16) }

  package static func text(_ number: UInt64, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }

  /// The number that lower-case digits within a text say; nil if one of them is something else.
  /// - Parameter place: of at most sixteen digits, all within the text.
  static func number(_ text: borrowing RawSpan, _ place: Range<Int>) -> UInt64? {
    var number: UInt64 = 0
    for offset in place {
      let digit = text.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return number
  }
}
