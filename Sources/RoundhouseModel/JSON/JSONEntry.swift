/// One value or key on the tape of a parsed text: 16 bytes.
struct JSONEntry: Sendable {
  /// The first byte of its text, and the one after its last.
  var start: UInt32
  var end: UInt32
  /// The entry after this one and all within it.
  var next: UInt32
  /// The kind in three bits, `isPlain` in one, the count of children in the upper 24.
  private var info: UInt32

  static let maximumCount = 1 << 24 - 1

  init(_ kind: JSONKind, start: Int, end: Int, next: Int, isPlain: Bool = true) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    info = UInt32(kind.rawValue) | (isPlain ? 8 : 0)
  }

  var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: info & 7)).unsafelyUnwrapped }
  /// A string without escapes, or a number of digits only.
  var isPlain: Bool { info & 8 != 0 }
  var count: Int { Int(info >> 8) }

  /// Completes a container, which until then kept its parent in `next` and its parent's children in `end`.
  mutating func close(end: Int, next: Int, children: Int) {
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    info |= UInt32(truncatingIfNeeded: children) << 8
  }
}
