/// Bytes of a library, read without trust: whatever lies outside is nil.
///
/// Borrowed from the mapping of a sealed image; not to be kept.
struct ElfBytes {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var count: UInt64 { UInt64(bytes.count) }

  /// Whether a range lies inside.
  func contains(_ offset: UInt64, _ size: UInt64) -> Bool { offset <= count && size <= count - offset }

  /// A number as little-endian machines write it.
  func load<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: UInt64) -> T? {
    guard contains(offset, UInt64(MemoryLayout<T>.size)) else { return nil }
    return T(littleEndian: bytes.loadUnaligned(fromByteOffset: Int(offset), as: T.self))
  }

  /// Part of the bytes.
  func slice(_ offset: UInt64, _ size: UInt64) -> ElfBytes? {
    guard contains(offset, size) else { return nil }
    return ElfBytes(UnsafeRawBufferPointer(rebasing: bytes[Int(offset)..<Int(offset + size)]))
  }

  /// Text up to its NUL; nil if none comes within the limit.
  func text(at offset: UInt64, limit: Int = 4096) -> String? {
    guard offset < count else { return nil }
    let room = bytes[Int(offset)..<Int(min(count, offset + UInt64(limit)))]
    guard let end = room.firstIndex(of: 0) else { return nil }
    return String(decoding: room[..<end], as: UTF8.self)
  }

  /// Whether the text at an offset begins with the given one.
  func hasPrefix(_ prefix: StaticString, at offset: UInt64) -> Bool {
    guard contains(offset, UInt64(prefix.utf8CodeUnitCount)) else { return false }
    return prefix.withUTF8Buffer { bytes[Int(offset)...].starts(with: $0) }
  }
}
