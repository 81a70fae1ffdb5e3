// SPDX-License-Identifier: Apache-2.0

/// Holt's smoothing: a level and a trend that follow the values.
struct Smoothing {
  let alpha: Double
  let beta: Double
  private var level: Double
  private var trend = 0.0

  init(first: Double, alpha: Double, beta: Double) {
    self.alpha = alpha
    self.beta = beta
    level = first
  }

  /// - Returns: by how much it was wrong about this value.
  mutating func add(_ value: Double) -> Double {
    let expected = level + trend
    let before = level
    level = alpha * value + (1 - alpha) * expected
    trend = beta * (level - before) + (1 - beta) * trend
    return value - expected
  }

  func next(_ steps: Int) -> [Double] { (1...steps).map { level + Double($0) * trend } }
}
