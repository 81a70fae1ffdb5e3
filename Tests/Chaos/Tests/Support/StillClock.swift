import CPlatform
import RoundhouseModel
import Synchronization

/// A wall clock that stands still but for being set back.
final class StillClock: Clock {
  private let wall = Atomic<Int64>(1_800_000_000_000_000_000)

  var now: Nanoseconds { platform_now() }
  var wallClock: Int64 { wall.load(ordering: .relaxed) }

  /// By a second.
  func setBack() { wall.subtract(1_000_000_000, ordering: .relaxed) }
}
