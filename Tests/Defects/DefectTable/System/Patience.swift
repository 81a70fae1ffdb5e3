internal import CPlatform
internal import RoundhouseModel

/// Waiting for what happens by itself in another process.
enum Patience {
  /// Looks again and again.
  /// - Returns: whether it happened in time.
  static func wait(_ length: Nanoseconds, _ hasHappened: () throws -> Bool) rethrows -> Bool {
    let deadline = platform_now() + length
    while platform_now() < deadline {
      if try hasHappened() { return true }
      usleep(2_000)
    }
    return try hasHappened()
  }
}
