/// Reads what a `ByteWriter` has written. What is not there reads as nothing, and the reader is broken from then on.
struct ByteReader {
  /// Bytes of a part's length.
  static let lengthBytes = 4

  private let bytes: [UInt8]
  private var next: Int
  private let end: Int
  private(set) var isBroken = false

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    (next, end) = (range.lowerBound, range.upperBound)
  }

  init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  var isAtEnd: Bool { next >= end }

  /// Where it reads next.
  var place: Int { next }

  mutating func byte() -> UInt8 {
    guard next < end else {
      isBroken = true
      return 0
    }
    defer { next += 1 }
    return bytes[next]
  }

  mutating func unsigned() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 63 {
        isBroken = true
        return 0
      }
    }
  }

  mutating func signed() -> Int64 {
    let folded = unsigned()
    return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
  }

  mutating func whole() -> UInt64 {
    (0..<8).reduce(0) { value, index in value | UInt64(byte()) << UInt64(8 * index) }
  }

  mutating func text() -> String { String(decoding: bytes[take(Int(clamping: unsigned()))], as: UTF8.self) }

  mutating func payload() -> [UInt8] { Array(bytes[take(Int(clamping: unsigned()))]) }

  /// All that is left.
  mutating func rest() -> [UInt8] { Array(bytes[take(end - next)]) }

  /// A part with its length before it.
  mutating func part() -> Range<Int> {
    take((0..<Self.lengthBytes).reduce(0) { length, index in length | Int(byte()) << (8 * index) })
  }

  private mutating func take(_ count: Int) -> Range<Int> {
    guard count >= 0, count <= end - next else {
      isBroken = true
      return next..<next
    }
    defer { next += count }
    return next..<next + count
  }
}
