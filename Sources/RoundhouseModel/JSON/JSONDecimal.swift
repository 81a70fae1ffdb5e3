/// A JSON number without any loss: sign, digits and a power of ten.
struct JSONDecimal: Hashable {
  /// False for zero.
  let isNegative: Bool
  /// Without zeros at either end; empty for zero.
  let digits: ArraySlice<UInt8>
  /// The value is `digits × 10^exponent`; 0 for zero. Beyond a quadrillion it stays there.
  let exponent: Int

  static let zero = UInt8(ascii: "0")
  static let zeroText: ArraySlice<UInt8> = [zero]
  private static let exponentBound = 1_000_000_000_000_000

  /// Takes apart a number's text, which must be one.
  init(_ text: ArraySlice<UInt8>) {
    var digits: [UInt8] = []
    var exponent = 0
    var rest = text[...]
    let hasSign = rest.first == UInt8(ascii: "-")
    if hasSign { rest = rest.dropFirst() }
    var isFraction = false
    while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: ".") {
        isFraction = true
        continue
      }
      if isFraction { exponent -= 1 }
      if byte != Self.zero || !digits.isEmpty { digits.append(byte) }
    }
    exponent += Self.exponent(rest.dropFirst())
    while digits.last == Self.zero {
      digits.removeLast()
      exponent += 1
    }
    isNegative = hasSign && !digits.isEmpty
    self.digits = digits[...]
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  var isInteger: Bool { exponent >= 0 }

  /// The value, if it is integral and its size fits 64 bits.
  var integer: Int128? {
    guard isInteger, digits.count + exponent <= 20 else { return nil }
    var value: Int128 = 0
    for digit in digits { value = value * 10 + Int128(digit - Self.zero) }
    for _ in 0..<exponent { value *= 10 }
    return isNegative ? -value : value
  }

  /// Whether it is a whole multiple of a positive number of at most 18 digits; exact.
  func isMultiple(of divisor: JSONDecimal) -> Bool {
    if digits.isEmpty { return true }
    // Digits that do not end in 0 are no multiple of 10.
    guard exponent >= divisor.exponent, let modulus = divisor.coefficient else { return false }
    var remainder: UInt128 = 0
    for digit in digits { remainder = (remainder * 10 + UInt128(digit - Self.zero)) % modulus }
    return remainder * Self.powerOfTen(exponent - divisor.exponent, modulo: modulus) % modulus == 0
  }

  /// The double, where both digits and power of ten are exact doubles, so that one rounding remains.
  static func exactDouble(_ bytes: [UInt8], from start: Int, to end: Int) -> Double? {
    let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    guard end - first <= 16 else { return nil }
    var digits: UInt64 = 0
    var scale = 0
    var index = first
    var point = end
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        point = index + 1
      } else if byte | 0x20 == UInt8(ascii: "e") {
        scale = exponent(bytes[(index + 1)..<end])
        break
      } else {
        digits = digits * 10 + UInt64(byte - zero)
      }
      index += 1
    }
    scale -= max(0, index - point)
    guard digits <= 1 << 53, abs(scale) <= 22 else { return nil }
    let value = scale < 0 ? Double(digits) / powersOfTen[-scale] : Double(digits) * powersOfTen[scale]
    return first == start ? value : -value
  }

  private static let powersOfTen = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private var coefficient: UInt128? {
    digits.count > 18 ? nil : digits.reduce(0) { $0 * 10 + UInt128($1 - Self.zero) }
  }

  /// Reads what stands after `e`, if anything.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
    let isNegative = text.first == UInt8(ascii: "-")
    var value = 0
    for byte in text where byte &- zero < 10 { value = min(value * 10 + Int(byte - zero), exponentBound) }
    return isNegative ? -value : value
  }

  private static func powerOfTen(_ power: Int, modulo modulus: UInt128) -> UInt128 {
    var result: UInt128 = 1 % modulus
    var base: UInt128 = 10 % modulus
    var rest = power
    while rest > 0 {
      if rest & 1 == 1 { result = result * base % modulus }
      base = base * base % modulus
      rest >>= 1
    }
    return result
  }
}

extension JSONDecimal: Comparable {
  static func < (a: JSONDecimal, b: JSONDecimal) -> Bool {
    if a.sign != b.sign { return a.sign < b.sign }
    return a.isNegative ? isSmaller(b, a) : isSmaller(a, b)
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  /// Compares sizes, leaving signs aside.
  private static func isSmaller(_ a: JSONDecimal, _ b: JSONDecimal) -> Bool {
    let places = (a.digits.count + a.exponent, b.digits.count + b.exponent)
    if places.0 != places.1 { return places.0 < places.1 }
    return a.digits.lexicographicallyPrecedes(b.digits)
  }
}
