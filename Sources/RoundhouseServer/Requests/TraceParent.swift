internal import RoundhouseModel

/// A W3C `traceparent`: `00-<32 hex digits>-<16 hex digits>-<2 hex digits>`.
struct TraceParent: Sendable, Equatable {
  var high: UInt64
  var low: UInt64
  var span: UInt64

  /// Nil for what the recommendation tells us to ignore.
  init?(_ text: UnsafeRawBufferPointer) {
    guard text.count >= 55, let version = Self.hex(text, 0, 2), version != 0xFF, version != 0 || text.count == 55,
      [2, 35, 52].allSatisfy({ text[$0] == UInt8(ascii: "-") }), text.count == 55 || text[55] == UInt8(ascii: "-"),
      let high = Self.hex(text, 3, 16), let low = Self.hex(text, 19, 16), let span = Self.hex(text, 36, 16),
      Self.hex(text, 53, 2) != nil, high | low != 0, span != 0
    else { return nil }
    (self.high, self.low, self.span) = (high, low, span)
  }

  /// Lower case only, as the recommendation says.
  private static func hex(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> UInt64? {
    var value: UInt64 = 0
    for byte in text[start..<start + count] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte & 15)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - 87)
      default: return nil
      }
    }
    return value
  }
}
