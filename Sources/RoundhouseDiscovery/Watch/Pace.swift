internal import RoundhouseModel

/// Keeps a thread from taking more than a share of a core: after each spell of work it rests in proportion to what the
/// spell has cost. So cheap spells may follow one another closely, and dear ones cannot.
struct Pace {
  private let share: Double
  /// When the next spell may begin.
  private(set) var rested: Nanoseconds = 0

  /// - Parameter share: above 0, at most 1.
  init(share: Double) { self.share = share }

  func mayWork(now: Nanoseconds) -> Bool { now >= rested }

  /// Notes a spell that ends now.
  /// - Parameter cost: its processor time; waiting costs nothing.
  mutating func worked(for cost: Nanoseconds, until now: Nanoseconds) {
    // One spell that the clock got wrong must not send the thread to sleep for good.
    let rest = min(Double(cost) * (1 / share - 1), 10e9)
    rested = max(rested, now) + Nanoseconds(rest)
  }
}
