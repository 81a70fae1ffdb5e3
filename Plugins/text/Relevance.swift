// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How much each of some texts has to do with a query: BM25, as a share of what the best possible text would have.
public struct Relevance: Sendable {
  private static let saturation = 1.2
  private static let lengthShare = 0.75
  /// Texts without any of the words that are thought of beside the given ones: where only texts on one matter are
  /// compared, its words are not worthless.
  private static let otherTexts = 30.0

  private let worth: [String: Double]
  /// What all words of the query are worth together.
  private let whole: Double
  private let averageLength: Double

  /// - Parameter texts: the stems of all texts that are compared; words that few of them have are worth more.
  public init(_ query: TextQuery, among texts: [[String]]) {
    var counts: [String: Int] = [:]
    for text in texts {
      for stem in Set(text) where query.weights[stem] != nil { counts[stem, default: 0] += 1 }
    }
    let total = Double(texts.count) + Self.otherTexts
    worth = Dictionary(
      uniqueKeysWithValues: query.weights.map { stem, weight in
        let count = Double(counts[stem] ?? 0)
        return (stem, weight * log(1 + (total - count + 0.5) / (count + 0.5)))
      })
    whole = Self.sum(worth)
    averageLength = max(1, Double(texts.map(\.count).reduce(0, +)) / max(1, Double(texts.count)))
  }

  /// 0 for nothing in common, to 1.
  public func score(_ stems: [String]) -> Double {
    guard whole > 0 else { return 0 }
    var counts: [String: Double] = [:]
    for stem in stems where worth[stem] != nil { counts[stem, default: 0] += 1 }
    let length = Self.saturation * (1 - Self.lengthShare + Self.lengthShare * Double(stems.count) / averageLength)
    return Self.sum(counts.reduce(into: [:]) { $0[$1.key] = (worth[$1.key] ?? 0) * $1.value / ($1.value + length) })
      / whole
  }

  /// In the order of the words, so that rounding gives the same figure each time.
  private static func sum(_ worth: [String: Double]) -> Double {
    worth.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
  }
}
