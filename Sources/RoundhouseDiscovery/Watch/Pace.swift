internal import RoundhouseModel

/// Keeps a thread from taking more than a share of a core: each spell of work is paid for with a rest in proportion to
/// what it has cost. So cheap spells may follow one another closely, and dear ones cannot; after a time of rest a few
/// may come at once.
struct Pace {
  private let share: Double
  /// How far the schedule may be ahead of the clock.
  private let slack: Nanoseconds
  /// When all spells so far are paid for.
  private var schedule: Nanoseconds = 0

  /// - Parameters:
  ///   - share: above 0, at most 1.
  ///   - credit: the processor time that may be used before it must rest.
  init(share: Double, credit: Nanoseconds) {
    self.share = share
    slack = Nanoseconds(Double(credit) / share)
  }

  /// When the next spell may begin.
  var rested: Nanoseconds { schedule > slack ? schedule - slack : 0 }

  func mayWork(now: Nanoseconds) -> Bool { now >= rested }

  /// Notes a spell.
  /// - Parameters:
  ///   - cost: its processor time; waiting costs nothing.
  ///   - begin: when it began.
  mutating func worked(for cost: Nanoseconds, since begin: Nanoseconds) {
    // One spell that the clock got wrong must not send the thread to sleep for good.
    schedule = max(schedule, begin) + Nanoseconds(min(Double(cost) / share, 10e9))
  }
}
