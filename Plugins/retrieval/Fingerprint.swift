// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The sequences of three words of a text, to tell whether two texts say the same.
struct Fingerprint {
  private let sequences: Set<[String]>

  init(_ text: String) {
    let stems = text.stems
    sequences =
      stems.count < 3 ? [stems] : Set(stems.indices.dropLast(2).map { Array(stems[$0..<$0 + 3]) })
  }

  /// The share of the shorter text's sequences that the other one has, too: 0 to 1.
  func sameness(with other: Fingerprint) -> Double {
    Double(sequences.intersection(other.sequences).count) / Double(min(sequences.count, other.sequences.count))
  }
}
