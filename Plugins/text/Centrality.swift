// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How much each of some sentences has in common with all others: the mean cosine of their words.
///
/// Words that few sentences have count more. The mean over all pairs is one product with the sum of all, so that long
/// texts take time in proportion to their length.
public struct Centrality: Sendable {
  /// One figure for each sentence, 0 to 1.
  public let values: [Double]

  /// - Parameter sentences: the stems of each.
  public init(_ sentences: [[String]]) {
    var counts: [String: Double] = [:]
    for sentence in sentences {
      for stem in Set(sentence) { counts[stem, default: 0] += 1 }
    }
    let total = Double(sentences.count)
    let vectors = sentences.map { Self.direction(of: $0) { log(1 + total / (counts[$0] ?? 1)) } }
    var sum: [String: Double] = [:]
    for vector in vectors {
      for (stem, value) in vector { sum[stem, default: 0] += value }
    }
    values = vectors.map { vector in
      // A sentence's product with itself is 1, and is no merit.
      let product = vector.reduce(0) { $0 + $1.value * (sum[$1.stem] ?? 0) } - (vector.isEmpty ? 0 : 1)
      return total > 1 ? max(0, product / (total - 1)) : 0
    }
  }

  /// The words of a sentence with their shares of a length of 1, in the order of the words.
  private static func direction(
    of stems: [String], worth: (String) -> Double
  ) -> [(stem: String, value: Double)] {
    var counts: [String: Double] = [:]
    for stem in stems { counts[stem, default: 0] += 1 }
    let values = counts.sorted { $0.key < $1.key }.map { (stem: $0.key, value: $0.value * worth($0.key)) }
    let length = values.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    return length > 0 ? values.map { ($0.stem, $0.value / length) } : []
  }
}
