internal import RoundhouseModel

/// When a worker that has ended begins anew, and when it is left alone. Pure: time and chance come in.
struct RestartPolicy: Sendable, Equatable {
  /// So many ends within the window are too many.
  var limit = 5
  var window: Nanoseconds = .seconds(60)
  /// The pause before the second restart; the first one follows at once, and each further pause is twice as long.
  var pause: Nanoseconds = .milliseconds(100)
  var longestPause: Nanoseconds = .seconds(30)
  /// The ends within the window.
  private var ends: [Nanoseconds] = []

  init() {}

  enum Verdict: Equatable {
    case restart(after: Nanoseconds)
    case leaveAlone
  }

  /// The worker has ended.
  /// - Parameter chance: any number; spreads restarts of many workers over a quarter more or less of the pause.
  mutating func ended(now: Nanoseconds, chance: UInt64) -> Verdict {
    ends.removeAll { $0 &+ window <= now }
    ends.append(now)
    guard ends.count < limit else { return .leaveAlone }
    guard ends.count > 1 else { return .restart(after: 0) }
    let whole = min(longestPause, pause << UInt64(min(ends.count - 2, 20)))
    return .restart(after: whole - whole / 4 + chance % (whole / 2 + 1))
  }

  /// An operator says that it may try again.
  mutating func forgive() { ends = [] }
}
