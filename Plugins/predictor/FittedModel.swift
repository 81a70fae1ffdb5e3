// SPDX-License-Identifier: Apache-2.0
import AgentKit
import Glibc

/// `predict.model`: a line by least squares, or Holt's exponential smoothing with trend (1957), whichever would have foretold
/// the values so far better, one step ahead each time.
struct FittedModel {
  /// With two values every line fits.
  private static let least = 3

  private let series: Series
  private var values: [Double] { series.values }

  /// - Throws: `badRequest` if there are too few values to fit anything.
  init(_ series: Series) throws(AgentError) {
    try series.check(
      atLeast: Self.least, otherwise: "a model needs \(Self.least) of them; ask predict.robust meanwhile")
    self.series = series
  }

  var forecast: Forecast {
    let line = lineError
    let smoothing = best
    let isLine = line <= smoothing.error
    let next = isLine ? LeastSquares(values).next(series.ahead) : smoothing.model.next(series.ahead)
    let error = min(line, smoothing.error)
    return Forecast(
      series, next: next, spread: error, confidence: confidence(error),
      method: isLine ? "least squares" : "exponential smoothing, α=\(smoothing.model.alpha), β=\(smoothing.model.beta)")
  }

  /// The best of a grid of smoothings: α says how fast the level follows, β the trend.
  private var best: (model: Smoothing, error: Double) {
    var best: (model: Smoothing, error: Double)?
    // Before the first answer a right one is as likely as a wrong one.
    let first = series.isBinary ? 0.5 : values[0]
    let rest = series.isBinary ? values[...] : values.dropFirst()
    for alpha in [0.1, 0.2, 0.3, 0.5, 0.7, 0.9] {
      for beta in [0, 0.1, 0.3] {
        var model = Smoothing(first: first, alpha: alpha, beta: beta)
        let error = root(rest.map { model.add($0) })
        if error < best?.error ?? .infinity { best = (model, error) }
      }
    }
    return best ?? (Smoothing(first: first, alpha: 0.5, beta: 0), .infinity)
  }

  /// Each value from the third on, foretold by the line through those before it.
  private var lineError: Double {
    var line = LeastSquares(values.prefix(2))
    return root(
      values.dropFirst(2).map { value in
        defer { line.add(value) }
        return value - line.next(1)[0]
      })
  }

  /// The root of the mean of the squares.
  private func root(_ errors: [Double]) -> Double {
    sqrt(errors.reduce(0) { $0 + $1 * $1 } / Double(max(1, errors.count)))
  }

  /// How much smaller the error is than that of the mean, and less while there are few values.
  private func confidence(_ error: Double) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let deviation = root(values.map { $0 - mean })
    let fit = deviation > 0 ? 1 - 0.5 * min(1.8, error / deviation) : 1
    return fit * Double(values.count) / Double(values.count + 2)
  }
}
