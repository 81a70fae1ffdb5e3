// SPDX-License-Identifier: Apache-2.0

/// The line that lies nearest to values at 0, 1, 2 …: sums are kept, so that one more value is cheap.
struct LeastSquares {
  private var count = 0.0
  private var (sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0)

  init(_ values: some Sequence<Double>) { for value in values { add(value) } }

  mutating func add(_ value: Double) {
    (sumX, sumY) = (sumX + count, sumY + value)
    (sumXX, sumXY) = (sumXX + count * count, sumXY + count * value)
    count += 1
  }

  /// The values that follow.
  func next(_ steps: Int) -> [Double] {
    let spread = count * sumXX - sumX * sumX
    let slope = spread > 0 ? (count * sumXY - sumX * sumY) / spread : 0
    let start = count > 0 ? (sumY - slope * sumX) / count : 0
    return (0..<steps).map { start + slope * (count + Double($0)) }
  }
}
