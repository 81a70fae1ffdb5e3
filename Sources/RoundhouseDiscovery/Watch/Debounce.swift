internal import RoundhouseModel

/// Decides when to look after something has happened: soon after it has become quiet, sooner where a manifest is whole,
/// and not for ever later because somebody writes without end.
struct Debounce {
  private let timing: WatchTiming
  private var first: Nanoseconds?
  private var last: Nanoseconds = 0
  private var firstCommit: Nanoseconds?
  /// Whether somebody asks for a look at once.
  private(set) var isUrgent = false

  init(_ timing: WatchTiming) { self.timing = timing }

  /// Notes that something happened.
  mutating func event(now: Nanoseconds) {
    first = first ?? now
    last = now
  }

  /// Notes that a manifest has come in whole.
  mutating func commit(now: Nanoseconds) {
    event(now: now)
    firstCommit = firstCommit ?? now
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
    let due = min(last + timing.quiet, first + timing.longest)
    guard let firstCommit else { return due }
    return min(due, last + timing.settle, firstCommit + timing.longestSettle)
  }

  /// Notes that a look begins: what happened before it is settled.
  mutating func look() {
    first = nil
    firstCommit = nil
    isUrgent = false
  }
}
