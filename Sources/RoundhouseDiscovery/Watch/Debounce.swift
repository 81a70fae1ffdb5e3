internal import RoundhouseModel

/// Decides when to look after something has happened: soon after it has become quiet, and not for ever anew because of
/// a folder in which somebody writes without end.
struct Debounce {
  private let timing: WatchTiming
  private var first: Nanoseconds?
  private var last: Nanoseconds = 0
  private var isUrgent = false
  /// When the looks so far would have been due, had they kept `longest` between them.
  private var schedule: Nanoseconds = 0

  init(_ timing: WatchTiming) { self.timing = timing }

  /// Notes that something happened.
  mutating func event(now: Nanoseconds) {
    first = first ?? now
    last = now
  }

  /// Notes that somebody asks for a look at once.
  mutating func urge(now: Nanoseconds) {
    event(now: now)
    isUrgent = true
  }

  /// When to look; nil while nothing has happened.
  var due: Nanoseconds? {
    guard let first else { return nil }
    if isUrgent { return first }
    let slack = (max(timing.burst, 1) - 1) * timing.longest
    return max(min(last + timing.quiet, first + timing.longest), schedule > slack ? schedule - slack : 0)
  }

  /// Notes that a look begins: what happened before it is settled.
  mutating func look(now: Nanoseconds) {
    first = nil
    isUrgent = false
    schedule = max(schedule, now) + timing.longest
  }
}
