internal import RoundhouseModel

/// How the calls of two generations went while both answered. Pure.
struct Comparison: Sendable, Equatable {
  /// The generation that was there before.
  var incumbent: CallStatistics
  /// The one that is to take its place.
  var successor: CallStatistics

  enum Verdict: Sendable, Equatable {
    case good
    case worse(String)
  }

  /// Below this nobody is slow: such figures say more of the machine than of the agent.
  static let negligible: Nanoseconds = 262_144
  /// With fewer calls of the incumbent nothing can be said of how long they take.
  static let fewest: UInt64 = 5

  init(incumbent: CallStatistics = CallStatistics(), successor: CallStatistics = CallStatistics()) {
    self.incumbent = incumbent
    self.successor = successor
  }

  /// Calls of both.
  var calls: UInt64 { incumbent.calls &+ successor.calls }

  /// Whether the successor is worse, as far as can be said.
  /// - Parameter isLast: whether what is known now decides. Before that only what further calls could not mend counts.
  func verdict(_ policy: ReplacementPolicy, isLast: Bool) -> Verdict {
    guard successor.calls > 0 else { return .good }
    let wanted = UInt64(max(1, policy.calls))
    // Errors count from the first one, as if all calls that are still to come went well.
    let base = isLast ? successor.calls : max(successor.calls, wanted)
    let (old, new) = (Self.rate(incumbent.errors, of: incumbent.calls), Self.rate(successor.errors, of: base))
    if successor.errors > 0, new > old + policy.errors {
      return .worse(
        "\(successor.errors) of its \(successor.calls) calls failed, \(incumbent.errors) of \(incumbent.calls) before")
    }
    guard successor.calls >= wanted, incumbent.calls >= Self.fewest, isSlower(policy.latency) else { return .good }
    return .worse(
      "its calls take \(Self.milliseconds(successor)) ms on average, "
        + "\(Self.milliseconds(incumbent)) ms before: more than \(policy.latency) times as long")
  }

  /// Whether median or 95th percentile are longer by the factor, beyond what chance would do to so few calls.
  ///
  /// A percentile is known to a power of two. Where that leaves it open, the means decide, which are known exactly.
  private func isSlower(_ factor: Double) -> Bool {
    let isSlowerOnAverage = Self.mean(successor) > Self.mean(incumbent) * factor
    return [0.5, 0.95].contains { share in
      let old = Double(incumbent.quantile(share))
      return exceeds(old * factor, share) || isSlowerOnAverage && exceeds(old, share)
    }
  }

  /// Whether more of the successor's calls take longer than there should be, by three standard deviations.
  /// - Parameter share: how many (0 to 1) should be shorter.
  private func exceeds(_ length: Double, _ share: Double) -> Bool {
    let limit = max(length, Double(Self.negligible))
    let longer = successor.buckets.indices.reduce(into: UInt64(0)) { sum, place in
      // All calls of a bucket take at least half of its bound.
      if place > 0, Double(UInt64(1) << UInt64(place - 1)) >= limit { sum += successor.buckets[place] }
    }
    let (calls, rest) = (Double(successor.calls), 1 - share)
    return Double(longer) > rest * calls + 3 * (share * rest * calls).squareRoot()
  }

  private static func mean(_ calls: CallStatistics) -> Double { Double(calls.total) / Double(max(1, calls.calls)) }

  private static func milliseconds(_ calls: CallStatistics) -> String {
    let tenths = Int((mean(calls) / 100_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// In points of per cent.
  private static func rate(_ errors: UInt64, of calls: UInt64) -> Double {
    calls == 0 ? 0 : 100 * Double(errors) / Double(calls)
  }
}

extension CallStatistics {
  /// What was added since an earlier look at the same cell.
  func since(_ earlier: CallStatistics) -> CallStatistics {
    var difference = self
    difference.calls &-= earlier.calls
    difference.errors &-= earlier.errors
    difference.total &-= earlier.total
    for place in difference.buckets.indices { difference.buckets[place] &-= earlier.buckets[place] }
    return difference
  }
}
