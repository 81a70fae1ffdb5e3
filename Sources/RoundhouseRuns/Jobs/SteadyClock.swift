internal import RoundhouseModel
internal import Synchronization

/// A clock that follows another forward and not back: when that one is set back, this one goes on from where it was. So
/// nothing that is due becomes late.
final class SteadyClock: Clock {
  private struct Seen {
    var now: Nanoseconds
    var wallClock: Int64
  }

  private let clock: any Clock
  private let last: Mutex<Seen>

  init(_ clock: any Clock) {
    self.clock = clock
    last = Mutex(Seen(now: clock.now, wallClock: clock.wallClock))
  }

  var now: Nanoseconds { clock.now }

  var wallClock: Int64 {
    last.withLock { last in
      let now = clock.now
      last.wallClock = max(clock.wallClock, last.wallClock &+ Int64(clamping: now &- last.now))
      last.now = now
      return last.wallClock
    }
  }
}
