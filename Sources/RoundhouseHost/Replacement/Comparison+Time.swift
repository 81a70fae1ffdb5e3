internal import RoundhouseModel

// How long the calls of two generations take.
extension Comparison {
  /// Below these nobody is slow. Such figures say more of the machine than of the agent: what a wake takes on a calm one
  /// and on a busy one, and for all calls but the quickest, how long others run there before it is a call's turn.
  private static let negligible = (
    calm: Nanoseconds(262_144), busy: Nanoseconds(1_048_576), wait: Nanoseconds(4_194_304)
  )
  /// In the quickest calls an agent's own time is seen: a busy machine makes calls longer, but hardly ever all of them. A
  /// tenth of them if there are enough to tell; of few calls, not even that all of them are longer would be beyond chance.
  private var quickest: Double { successor.calls < Self.enough ? 0.25 : 0.1 }
  private static let enough: UInt64 = 100
  /// How most calls go, and how the worst do.
  private static let others = [0.5, 0.95]
  /// If the incumbent's 95th percentile is so many times its quickest calls, the machine or what was asked for
  /// decides how long a call takes.
  private static let calm = 8.0

  /// The quantiles that say something of the generations.
  ///
  /// Where the machine is busy, whoever has few calls sleeps between them and waits for a processor each time, and whoever
  /// has many is awake already: then median and tail of two equal generations differ by a factor of ten for seconds.
  var tellingQuantiles: [Double] {
    isCalm ? [quickest] + Self.others : [quickest]
  }

  /// Whether the calls of the incumbent say that the machine is not busy.
  var isCalm: Bool {
    let quick = max(incumbent.quantile(quickest), Self.negligible.calm)
    return Double(incumbent.quantile(0.95)) < Self.calm * Double(quick)
  }

  /// Whether more of the successor's calls are long than there should be.
  ///
  /// A quantile is known to a power of two. Where that leaves it open, the means decide, which are known exactly.
  /// - Parameters:
  ///   - factor: so many times as long as the incumbent's is too long.
  ///   - quantile: how many calls (0 to 1) should be shorter.
  ///   - deviations: by how many standard deviations there have to be more.
  func isSlower(_ factor: Double, _ quantile: Double, deviations: Double) -> Bool {
    let old = Double(incumbent.quantile(quantile))
    if exceeds(old * factor, quantile, deviations) { return true }
    return successor.mean > incumbent.mean * factor && exceeds(old, quantile, deviations)
  }

  private func exceeds(_ length: Double, _ quantile: Double, _ deviations: Double) -> Bool {
    let isQuick = quantile < 0.5
    let negligible = !isQuick ? Self.negligible.wait : isCalm ? Self.negligible.calm : Self.negligible.busy
    let limit = max(length, Double(negligible))
    let longer = successor.buckets.indices.reduce(into: UInt64(0)) { sum, place in
      // All calls of a bucket take at least half of its bound.
      if place > 0, Double(UInt64(1) << UInt64(place - 1)) >= limit { sum += successor.buckets[place] }
    }
    let (calls, rest) = (Double(successor.calls), 1 - quantile)
    return Double(longer) > rest * calls + deviations * (quantile * rest * calls).squareRoot()
  }
}

extension CallStatistics {
  /// In nanoseconds; 0 without calls.
  var mean: Double { Double(total) / Double(max(1, calls)) }
}
