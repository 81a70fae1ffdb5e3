internal import CPlatform

/// The call that a thread is in, as one word: its cell (bits 0 to 31) and its place in the call table (bits 32 to 62).
/// Bit 63 is set, so that no call is 0.
enum CallWord {
  @inline(__always)
  static func of(cell: UInt32, place: UInt32) -> UInt64 { 1 << 63 | UInt64(place) << 32 | UInt64(cell) }

  @inline(__always)
  static func cell(in word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word) }

  static func place(in word: UInt64) -> Int { Int(word >> 32 & 0x7FFF_FFFF) }

  /// Runs something inside a call, on a thread of the host's own.
  static func inside<Result>(_ word: UInt64, _ body: () -> Result) -> Result {
    let outer = platform_thread_call()
    platform_thread_set_call(word)
    defer { platform_thread_set_call(outer) }
    return body()
  }
}
