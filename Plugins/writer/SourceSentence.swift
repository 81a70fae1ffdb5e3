// SPDX-License-Identifier: Apache-2.0
import AgentText

/// A sentence, and where it stands.
struct SourceSentence {
  private static let pointers: Set<String> = [
    "but", "he", "her", "his", "it", "its", "she", "such", "that", "their", "then", "there", "these", "they", "this",
    "those", "together",
  ]

  let text: String
  let stems: [String]
  let words: [String]
  let passage: Passage
  /// Among all sentences of all passages.
  let position: Int

  init(_ text: String, of passage: Passage, at position: Int) {
    self.text = text
    self.passage = passage
    self.position = position
    words = text.words
    stems = words.stems
  }

  /// The sentences of some passages, numbered through.
  ///
  /// - Parameter limit: how many at most.
  static func all(of passages: [Passage], limit: Int) -> [SourceSentence] {
    var sentences: [SourceSentence] = []
    for passage in passages {
      for text in passage.text.sentences.prefix(limit - sentences.count) {
        sentences.append(SourceSentence(text, of: passage, at: sentences.count))
      }
    }
    return sentences
  }

  /// Whether it begins with a word that points to the sentence before.
  var leansOnAnother: Bool { words.first.map(Self.pointers.contains) ?? true }

  /// The share of common words: 0 to 1.
  func sameness(with other: SourceSentence) -> Double {
    let (own, others) = (Set(stems), Set(other.stems))
    let smaller = min(own.count, others.count)
    return smaller == 0 ? 1 : Double(own.intersection(others).count) / Double(smaller)
  }
}
