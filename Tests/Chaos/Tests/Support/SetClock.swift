import CPlatform
import RoundhouseModel
import Synchronization

/// The system's clock, as it is after somebody has set it.
final class SetClock: Clock {
  private let offset = Atomic<Int64>(0)

  var now: Nanoseconds { platform_now() }
  var wallClock: Int64 { platform_wall_clock() + offset.load(ordering: .relaxed) }

  /// Sets it forward, or back.
  func set(by seconds: Int64) { offset.add(seconds * 1_000_000_000, ordering: .relaxed) }
}
