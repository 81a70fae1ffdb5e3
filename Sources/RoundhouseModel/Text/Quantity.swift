/// A decimal number in front of a unit, kept exactly.
struct Quantity: Sendable, CustomStringConvertible {
  /// The value is `digits / 10^places`.
  private let digits: UInt64
  private let places: Int
  let description: String

  /// Takes a text such as `1.5s` apart into its number and the rest; nil if it does not begin with a number.
  static func split(_ text: String) -> (amount: Quantity, unit: String)? {
    guard text.utf8.count <= 64 else { return nil }
    let number = text.prefix { $0 == "." || ("0"..."9").contains($0) && $0.isASCII }
    guard let amount = Quantity(number) else { return nil }
    return (amount, String(text[number.endIndex...]))
  }

  /// The number times a whole factor; nil if that is no whole number or too large.
  func scaled(by factor: UInt64) -> UInt64? {
    let divisor = (0..<places).reduce(UInt64(1)) { power, _ in power * 10 }
    let product = UInt128(digits) * UInt128(factor)
    return product % UInt128(divisor) == 0 ? UInt64(exactly: product / UInt128(divisor)) : nil
  }

  private init?(_ number: Substring) {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), let digits = UInt64(parts.joined()) else { return nil }
    places = parts.count == 2 ? parts[1].utf8.count : 0
    guard places <= 9 else { return nil }
    self.digits = digits
    description = String(number)
  }
}
