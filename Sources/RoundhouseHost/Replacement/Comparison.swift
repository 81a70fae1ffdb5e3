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
    guard successor.calls >= wanted, incumbent.calls > 0, isSlower(policy.latency) else { return .good }
    return .worse(
      "its calls take \(Self.milliseconds(successor)) ms on average, "
        + "\(Self.milliseconds(incumbent)) ms before: more than \(policy.latency) times as long")
  }

  /// Whether the 95th percentile is longer by the factor.
  ///
  /// A percentile is known to a power of two. Where the two bounds leave it open, the means decide, which are known
  /// exactly.
  private func isSlower(_ factor: Double) -> Bool {
    let (old, new) = (incumbent.quantile(0.95), successor.quantile(0.95))
    guard new > Self.negligible, new > old, old > 0 else { return false }
    let isCertain = Double(new) / 2 >= Double(old) * factor
    return isCertain || Self.mean(successor) > Self.mean(incumbent) * factor
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
