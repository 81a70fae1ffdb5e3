import RoundhouseModel
import Synchronization

/// A clock that stands still until the test moves it.
final class ManualTime: Clock {
  private let time = Atomic<UInt64>(1_000_000_000)

  var now: Nanoseconds { time.load(ordering: .relaxed) }
  /// 2026-11-21 06:08:05.123 UTC, and as much later as the clock was moved.
  var wallClock: Int64 { 1_795_241_285_123_000_000 - 1_000_000_000 + Int64(now) }

  func advance(by nanoseconds: Nanoseconds) { time.wrappingAdd(nanoseconds, ordering: .relaxed) }
}
