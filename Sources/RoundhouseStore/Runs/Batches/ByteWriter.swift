/// Puts numbers, texts and bytes one behind the other, in one room that is used again and again.
///
/// A number takes as few bytes as it needs, seven bits in each and the lowest first (LEB128); a signed one is folded, so
/// that those near zero are short on both sides of it.
struct ByteWriter: ~Copyable {
  /// No number takes more.
  private static let longestNumber = 10

  private var room = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
  private(set) var count = 0

  deinit { room.deallocate() }

  /// What was written; gone with the next change.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[..<count]) }

  mutating func clear() { count = 0 }

  mutating func add(byte: UInt8) {
    reserve(1)
    room[count] = byte
    count += 1
  }

  mutating func add(_ value: UInt64) {
    reserve(Self.longestNumber)
    var rest = value
    while rest >= 0x80 {
      room[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count += 1
      rest >>= 7
    }
    room[count] = UInt8(truncatingIfNeeded: rest)
    count += 1
  }

  mutating func add(_ value: Int64) { add(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  /// Eight bytes, for numbers of which all bits are used.
  mutating func add(whole value: UInt64) {
    reserve(8)
    room.storeBytes(of: value.littleEndian, toByteOffset: count, as: UInt64.self)
    count += 8
  }

  mutating func add(_ text: String) {
    let length = text.utf8.count
    add(UInt64(length))
    reserve(length)
    let rest = UnsafeMutableBufferPointer(rebasing: room.bindMemory(to: UInt8.self)[count...])
    _ = text.utf8.withContiguousStorageIfAvailable { _ = rest.update(fromContentsOf: $0) } ?? copy(text, to: rest)
    count += length
  }

  mutating func add(_ payload: [UInt8]) {
    add(UInt64(payload.count))
    add(last: payload)
  }

  /// Without its length: the last thing of whatever has one itself.
  mutating func add(last payload: [UInt8]) {
    reserve(payload.count)
    payload.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: $0) }
    count += payload.count
  }

  /// Leaves room for the length of what comes next.
  /// - Returns: the place, for `endPart`.
  mutating func beginPart() -> Int {
    reserve(ByteReader.lengthBytes)
    count += ByteReader.lengthBytes
    return count
  }

  /// Says how long it has become.
  func endPart(_ start: Int) {
    room.storeBytes(
      of: UInt32(count - start).littleEndian, toByteOffset: start - ByteReader.lengthBytes, as: UInt32.self)
  }

  /// A text that has not its bytes in one place.
  private func copy(_ text: String, to rest: UnsafeMutableBufferPointer<UInt8>) {
    _ = rest.update(from: text.utf8)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > room.count { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(2 * room.count, count + more), alignment: 1)
    larger.copyMemory(from: bytes)
    room.deallocate()
    room = larger
  }
}
