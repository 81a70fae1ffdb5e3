/// Puts numbers, texts and bytes one behind the other, in one room that is used again and again.
///
/// A number takes as few bytes as it needs, seven bits in each and the lowest first (LEB128); a signed one is folded, so
/// that those near zero are short on both sides of it.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(byte: UInt8) { bytes.append(byte) }

  mutating func add(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func add(_ value: Int64) { add(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  /// Eight bytes, for numbers of which all bits are used.
  mutating func add(whole value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ payload: [UInt8]) {
    add(UInt64(payload.count))
    bytes.append(contentsOf: payload)
  }

  /// Without its length: the last thing of whatever has one itself.
  mutating func add(last payload: [UInt8]) { bytes.append(contentsOf: payload) }

  /// Leaves room for the length of what comes next.
  /// - Returns: the place, for `endPart`.
  mutating func beginPart() -> Int {
    bytes.append(contentsOf: repeatElement(0, count: ByteReader.lengthBytes))
    return bytes.count
  }

  /// Says how long it has become.
  mutating func endPart(_ start: Int) {
    let length = UInt32(bytes.count - start)
    for index in 0..<ByteReader.lengthBytes {
      bytes[start - ByteReader.lengthBytes + index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
    }
  }
}
