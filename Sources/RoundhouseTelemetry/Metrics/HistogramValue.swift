/// Observations, counted by size.
package struct HistogramValue: Sendable, Equatable {
  /// The upper bound of each bucket but the last, ascending.
  package var bounds: [Double]
  /// How many lie in each bucket; one more than there are bounds, the last for all that is larger.
  package var counts: [UInt64]
  package var sum: Double

  package init(bounds: [Double], counts: [UInt64], sum: Double) {
    self.bounds = bounds
    self.counts = counts
    self.sum = sum
  }

  /// No observations yet.
  package init(bounds: [Double]) {
    self.init(bounds: bounds, counts: [UInt64](repeating: 0, count: bounds.count + 1), sum: 0)
  }

  /// Seconds from a microsecond to half a minute, close together where calls are, and bytes up to a gigabyte.
  package static let commonBounds: [Double] = [
    1e-6, 1e-5, 1e-4, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 1e3, 1e4,
    1e5, 1e6, 1e7, 1e8, 1e9,
  ]

  package var count: UInt64 { counts.reduce(0, &+) }

  /// Counts one observation; a bound belongs to its own bucket.
  package mutating func observe(_ value: Double) {
    var low = 0
    var high = bounds.count
    while low < high {
      let middle = (low + high) / 2
      if value <= bounds[middle] { high = middle } else { low = middle + 1 }
    }
    counts[low] &+= 1
    sum += value
  }
}
