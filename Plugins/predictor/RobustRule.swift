// SPDX-License-Identifier: Apache-2.0
import AgentKit
import Glibc

/// `predict.robust`: for numbers the median and the median slope of the latest (Theil and Sen), which a few wild values do not
/// move; for answers the share of right ones with one of each added (Laplace), the latest counting most.
struct RobustRule {
  /// Older values say little of the next one, and pairs grow with the square.
  private static let latest = 50

  private let series: Series
  private var values: [Double] { Array(series.values.suffix(Self.latest)) }

  /// - Throws: `badRequest` if there is no value at all.
  init(_ series: Series) throws(AgentError) {
    try series.check(atLeast: 1, otherwise: "send \"values\" or \"answers\" with at least one")
    self.series = series
  }

  var forecast: Forecast { series.isBinary ? share : median }

  private var share: Forecast {
    var (right, weight, all) = (1.0, 1.0, 2.0)
    for value in values.reversed() {
      right += weight * value
      all += weight
      weight *= 0.9
    }
    let probability = right / all
    return Forecast(
      series, next: Array(repeating: probability, count: series.ahead),
      spread: sqrt(probability * (1 - probability) / all), confidence: all / (all + 4), method: "weighted share")
  }

  private var median: Forecast {
    let slope = Self.median(slopes)
    let base = Self.median(values.enumerated().map { $1 - slope * Double($0) })
    let next = (0..<series.ahead).map { base + slope * Double(values.count + $0) }
    let deviations = values.enumerated().map { abs($1 - base - slope * Double($0)) }
    // For values of the usual spread the median deviation is that many times smaller.
    return Forecast(
      series, next: next, spread: 1.4826 * Self.median(deviations),
      confidence: Double(values.count) / Double(values.count + 4), method: "median slope")
  }

  private var slopes: [Double] {
    values.indices.flatMap { i in
      values.indices.filter { $0 > i }.map { (values[$0] - values[i]) / Double($0 - i) }
    }
  }

  private static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
