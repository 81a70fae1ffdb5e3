internal import RoundhouseModel

/// A comparison from its beginning to now, and the stretches of time it consists of. Pure.
///
/// When the system lets a process wait for a moment, all the calls are late that it has then, and together they say no
/// more than one of them. So what speaks against a generation's time counts if it does so in most stretches.
struct ComparisonCourse: Sendable, Equatable {
  /// A look that follows sooner belongs to the same moment.
  private static let shortest = Nanoseconds.milliseconds(50)
  /// A moment may lie on the border of two stretches; three of them are not one moment's.
  private static let fewest = 3
  /// Beyond so many, two neighbours become one.
  private static let most = 64
  /// So much beyond what should be is not chance: all of 20 calls beyond the quickest quarter, 4 beyond the 95th percentile.
  private static let deviations = 2.5
  /// With fewer calls of the incumbent nothing can be said of how long they take.
  private static let fewestCalls: UInt64 = 5

  /// All calls until now.
  private(set) var whole = Comparison()
  private(set) var stretches: [Comparison] = []
  /// What stands in stretches.
  private var told = Comparison()
  private var since: Nanoseconds

  init(since: Nanoseconds) { self.since = since }

  /// Takes note of how calls have gone until now.
  mutating func look(_ comparison: Comparison, _ policy: ReplacementPolicy, now: Nanoseconds) {
    whole = comparison
    let stretch = comparison.since(told)
    // In too few calls any one would be most of them.
    guard now >= since &+ Self.shortest, stretch.successor.calls >= max(1, policy.wantedCalls / 4) else { return }
    if stretches.count == Self.most { joinNeighbours() }
    stretches.append(stretch)
    (told, since) = (comparison, now)
  }

  /// Why the successor takes longer than it may; nil if it does not, or not enough is known.
  func slowness(_ policy: ReplacementPolicy) -> String? {
    guard whole.successor.calls >= policy.wantedCalls, whole.incumbent.calls >= Self.fewestCalls else { return nil }
    let isSlower = whole.tellingQuantiles.contains { quantile in
      // All calls together tell chance from a difference, the stretches a moment from what lasts.
      whole.isSlower(policy.latency, quantile, deviations: Self.deviations) && isLasting(policy.latency, quantile)
    }
    guard isSlower else { return nil }
    return "its calls take \(Self.milliseconds(whole.successor)) ms on average, "
      + "\(Self.milliseconds(whole.incumbent)) ms before: more than \(policy.latency) times as long"
  }

  private func isLasting(_ factor: Double, _ quantile: Double) -> Bool {
    let slower = stretches.count { stretch in
      var stretch = stretch
      // At most calls the incumbent may have had none meanwhile.
      if stretch.incumbent.calls < Self.fewestCalls { stretch.incumbent = whole.incumbent }
      return stretch.isSlower(factor, quantile, deviations: 0)
    }
    return slower >= max(min(Self.fewest, stretches.count), (stretches.count + 1) / 2)
  }

  private mutating func joinNeighbours() {
    stretches = stride(from: 0, to: stretches.count, by: 2).map { place in
      stretches[place] + stretches[place + 1]
    }
  }

  private static func milliseconds(_ calls: CallStatistics) -> String {
    let tenths = Int((calls.mean / 100_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
