/// A capability's name as 128 keyed bits: one half finds the entry, the other proves it in the cell.
///
/// The key is drawn once for each process, so that nobody can prepare names that collide.
struct NameHash: Equatable {
  var index: UInt64
  var fingerprint: UInt64

  private static let keys: (UInt64, UInt64) = (.random(in: 1 ... .max) | 1, .random(in: 1 ... .max) | 1)

  struct Key: Sendable {
    let first = NameHash.keys.0
    let second = NameHash.keys.1
  }

  /// - Parameter version: 0 for "the highest", which is an entry of its own.
  @inline(__always)
  init(_ name: UnsafeRawBufferPointer, version: UInt32, key: Key) {
    var first = key.first ^ UInt64(truncatingIfNeeded: name.count)
    var second = key.second ^ (UInt64(truncatingIfNeeded: name.count) << 32)
    var left = name.count
    if var place = name.baseAddress {
      while left >= 8 {
        NameHash.mix(&first, &second, place.loadUnaligned(as: UInt64.self))
        place += 8
        left -= 8
      }
      // The last word overlaps the one before it, so that only names shorter than a word go byte by byte.
      if left > 0 {
        NameHash.mixTail(name, place, left, &first, &second)
      }
    }
    fingerprint = second
    NameHash.mix(&first, &second, UInt64(version) &+ 0x9E37_79B9_7F4A_7C15)
    // 0 marks an empty entry.
    index = first | 1
  }

  @inline(__always)
  private static func mixTail(
    _ name: UnsafeRawBufferPointer, _ place: UnsafeRawPointer, _ left: Int, _ first: inout UInt64,
    _ second: inout UInt64
  ) {
    if name.count >= 8 {
      return mix(&first, &second, (place + left - 8).loadUnaligned(as: UInt64.self))
    }
    var tail: UInt64 = 0
    for offset in 0..<left { tail |= UInt64(place.load(fromByteOffset: offset, as: UInt8.self)) << UInt64(8 * offset) }
    mix(&first, &second, tail)
  }

  @inline(__always)
  private static func mix(_ first: inout UInt64, _ second: inout UInt64, _ word: UInt64) {
    let a = (first ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    let b = (second ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    first = a.low ^ a.high
    second = b.low ^ b.high
  }
}
