/// How calls went.
package struct CallStatistics: Sendable, Equatable {
  package var calls: UInt64 = 0
  package var errors: UInt64 = 0
  /// Counts of calls by duration: bucket `i` holds those below `2^i` nanoseconds and not below `2^(i-1)`.
  package var buckets = [UInt64](repeating: 0, count: 48)
  /// The sum of all durations, in nanoseconds.
  package var total: Nanoseconds = 0

  package init() {}

  /// The upper bound of the bucket in which the given share of calls (0 to 1) was finished, in nanoseconds.
  package func quantile(_ share: Double) -> Nanoseconds {
    let wanted = (share * Double(calls)).rounded(.up)
    var seen = 0.0
    for (index, count) in buckets.enumerated() {
      seen += Double(count)
      if seen >= wanted, seen > 0 { return 1 << UInt64(index) }
    }
    return 0
  }

  package static func + (a: CallStatistics, b: CallStatistics) -> CallStatistics {
    var sum = a
    sum.calls += b.calls
    sum.errors += b.errors
    sum.total += b.total
    for index in sum.buckets.indices { sum.buckets[index] += b.buckets[index] }
    return sum
  }
}
