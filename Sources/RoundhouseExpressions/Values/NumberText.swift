/// Numbers as jq writes them.
enum NumberText {
  private static let zero = UInt8(ascii: "0")

  /// The fewest digits that read back as the same double; with an exponent of at least two digits where that saves
  /// more than fifteen zeros, or where the first digit is the fifth after the point: `1e+17`, `1e-05`.
  static func append(_ number: Double, to bytes: inout [UInt8]) {
    if number.isNaN { return bytes.append(contentsOf: "null".utf8) }
    if let integer = Int64(exactly: number), abs(integer) < 1_000_000_000_000_000, integer != 0 {
      return bytes.append(contentsOf: integer.description.utf8)
    }
    let largest = Double.greatestFiniteMagnitude
    let (digits, point) = parts(min(number.magnitude, largest))
    if number.sign == .minus { bytes.append(UInt8(ascii: "-")) }
    if point <= -4 || point > digits.count + 15 { return appendScientific(digits, point - 1, to: &bytes) }
    if point <= 0 {
      bytes.append(contentsOf: "0.".utf8)
      bytes.append(contentsOf: repeatElement(zero, count: -point))
      bytes.append(contentsOf: digits)
    } else {
      bytes.append(contentsOf: digits.prefix(point))
      bytes.append(contentsOf: repeatElement(zero, count: max(0, point - digits.count)))
      guard point < digits.count else { return }
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits.dropFirst(point))
    }
  }

  private static func appendScientific(_ digits: [UInt8], _ exponent: Int, to bytes: inout [UInt8]) {
    bytes.append(digits[0])
    if digits.count > 1 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits.dropFirst())
    }
    bytes.append(contentsOf: (exponent < 0 ? "e-" : "e+").utf8)
    if abs(exponent) < 10 { bytes.append(zero) }
    bytes.append(contentsOf: abs(exponent).description.utf8)
  }

  /// The digits without zeros at either end, and how many of them stand before the point; `0` for zero.
  private static func parts(_ number: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var text = number.description.utf8[...]
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"):
        exponent = Int(String(Substring(text))) ?? 0
        text = text.suffix(0)
      default: digits.append(byte)
      }
    }
    var place = (point ?? digits.count) + exponent
    let leading = digits.prefix { $0 == zero }.count
    digits.removeFirst(leading)
    place -= leading
    while digits.last == zero { digits.removeLast() }
    return digits.isEmpty ? ([zero], 1) : (digits, place)
  }
}
