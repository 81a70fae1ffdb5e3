// SPDX-License-Identifier: Apache-2.0

/// The output of each capability.
struct Forecast: Encodable {
  /// The next value; for answers how likely the next one is right.
  let prediction: Double
  /// That one and those after it.
  let next: [Double]
  /// Between these the next value lies nine times out of ten, if things go on as they did.
  let low: Double
  let high: Double
  /// Above 0, up to 1.
  let confidence: Double
  let method: String
  /// How many values it was made from.
  let basis: Int

  /// - Parameter spread: how far the next value lies from the prediction, usually.
  init(_ series: Series, next: [Double], spread: Double, confidence: Double, method: String) {
    // Nothing is certain after a few answers.
    let bound = { (value: Double) in series.isBinary ? min(0.98, max(0.02, value)) : value }
    self.next = next.map { Forecast.rounded(bound($0)) }
    prediction = self.next[0]
    low = Forecast.rounded(series.isBinary ? max(0, next[0] - 1.645 * spread) : next[0] - 1.645 * spread)
    high = Forecast.rounded(series.isBinary ? min(1, next[0] + 1.645 * spread) : next[0] + 1.645 * spread)
    self.confidence = Forecast.rounded(min(0.99, max(0.01, confidence)))
    self.method = method
    basis = series.values.count
  }

  private static func rounded(_ value: Double) -> Double {
    abs(value) < 1e9 ? (value * 10_000).rounded() / 10_000 : value
  }
}
