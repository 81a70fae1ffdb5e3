/// Writes a JSON text; commas come by themselves. The caller closes what it opens.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0
  /// Whether something stands before the next value in the same container.
  private var hasSibling = false
  private var followsKey = false

  /// - Parameter isPretty: one member to a line, indented by two spaces.
  package init(isPretty: Bool = false) { self.isPretty = isPretty }

  package init(capacity: Int, isPretty: Bool = false) {
    self.isPretty = isPretty
    bytes.reserveCapacity(capacity)
  }

  package mutating func beginObject() { begin(UInt8(ascii: "{")) }
  package mutating func endObject() { end(UInt8(ascii: "}")) }
  package mutating func beginArray() { begin(UInt8(ascii: "[")) }
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  package mutating func key(_ key: String) {
    separate()
    append(quoted: key)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  package mutating func string(_ value: String) {
    separate()
    append(quoted: value)
  }

  package mutating func int(_ value: some FixedWidthInteger & SignedInteger) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: UInt64(value.magnitude))
  }

  package mutating func uint(_ value: some FixedWidthInteger & UnsignedInteger) {
    separate()
    append(digits: UInt64(value))
  }

  /// The shortest text that reads back as the same double; integral ones without a fraction (`1024`), and `null` for
  /// what JSON cannot say: not a number, infinite.
  package mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    separate()
    if value.magnitude <= 0x1p53, Double(Int64(value)) == value {
      if value.sign == .minus { bytes.append(UInt8(ascii: "-")) }
      append(digits: UInt64(value.magnitude))
    } else {
      bytes.append(contentsOf: value.description.utf8)
    }
  }

  package mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// A value that is a JSON text already; it is neither checked nor laid out anew.
  package mutating func raw(_ text: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: text)
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    hasSibling = false
    depth += 1
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    if hasSibling { breakLine() }
    bytes.append(bracket)
    hasSibling = true
  }

  /// Writes what stands between the last value or key and the next one.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      hasSibling = true
      return
    }
    if hasSibling { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { breakLine() }
    hasSibling = true
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func append(digits value: UInt64) {
    if value < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)) }
    let start = bytes.count
    var rest = value
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  private mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.span.needNoEscape {
      bytes.append(contentsOf: text.utf8)
    } else {
      for byte in text.utf8 { append(escaped: byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func append(escaped byte: UInt8) {
    guard Self.needsEscape(byte) else { return bytes.append(byte) }
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0..<0x20:
      bytes.append(contentsOf: "u00".utf8)
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}
