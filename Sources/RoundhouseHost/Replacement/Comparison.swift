internal import RoundhouseModel

/// How the calls of two generations went while both answered. Pure.
struct Comparison: Sendable, Equatable {
  /// The generation that was there before.
  var incumbent: CallStatistics
  /// The one that is to take its place.
  var successor: CallStatistics
  /// Whether one of them has calls that are not answered yet.
  var isAsked: Bool

  init(
    incumbent: CallStatistics = CallStatistics(), successor: CallStatistics = CallStatistics(), isAsked: Bool = false
  ) {
    self.incumbent = incumbent
    self.successor = successor
    self.isAsked = isAsked
  }

  /// Calls of both.
  var calls: UInt64 { incumbent.calls &+ successor.calls }

  /// What was added since an earlier look.
  func since(_ earlier: Comparison) -> Comparison {
    Comparison(incumbent: incumbent.since(earlier.incumbent), successor: successor.since(earlier.successor))
  }

  static func + (a: Comparison, b: Comparison) -> Comparison {
    Comparison(incumbent: a.incumbent + b.incumbent, successor: a.successor + b.successor)
  }

  /// Why the successor fails more often than it may; nil if it does not, as far as can be said.
  /// - Parameter isLast: whether what is known now decides. Before that only what further calls could not mend counts.
  func failures(_ policy: ReplacementPolicy, isLast: Bool) -> String? {
    guard successor.errors > 0 else { return nil }
    // Errors count from the first one, as if all calls that are still to come went well.
    let base = isLast ? successor.calls : max(successor.calls, policy.wantedCalls)
    let (old, new) = (Self.rate(incumbent.errors, of: incumbent.calls), Self.rate(successor.errors, of: base))
    guard new > old + policy.errors else { return nil }
    return
      "\(successor.errors) of its \(successor.calls) calls failed, \(incumbent.errors) of \(incumbent.calls) before"
  }

  /// In points of per cent.
  private static func rate(_ errors: UInt64, of calls: UInt64) -> Double {
    calls == 0 ? 0 : 100 * Double(errors) / Double(calls)
  }
}

extension ReplacementPolicy {
  /// So many calls of the successor are needed, at least one.
  var wantedCalls: UInt64 { UInt64(max(1, calls)) }
}

extension CallStatistics {
  /// What was added since an earlier look at the same cells; nothing where a cell that had more has gone.
  func since(_ earlier: CallStatistics) -> CallStatistics {
    var difference = self
    difference.calls -= min(calls, earlier.calls)
    difference.errors -= min(errors, earlier.errors)
    difference.total -= min(total, earlier.total)
    for place in buckets.indices { difference.buckets[place] -= min(buckets[place], earlier.buckets[place]) }
    return difference
  }
}
