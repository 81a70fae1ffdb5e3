internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// A coarse clock, read for nothing on every request: a number that grows by one every quarter of a second.
final class ServerClock: Sendable {
  static let tick: Nanoseconds = .milliseconds(250)

  private let ticks: Atomic<UInt64>

  init() { ticks = Atomic(platform_now() / Self.tick) }

  var now: UInt64 { ticks.load(ordering: .relaxed) }

  /// Reads the real clock. At every round of the patrol, and at every new connection, since the patrol sleeps while
  /// there are none.
  func refresh() { ticks.store(platform_now() / Self.tick, ordering: .relaxed) }

  /// The tick that comes after a length of time from now.
  func after(_ length: Nanoseconds) -> UInt64 { now + length / Self.tick + 1 }
}
