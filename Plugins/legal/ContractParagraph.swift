// SPDX-License-Identifier: Apache-2.0
import AgentText

/// A paragraph of a contract, ready to be searched for phrases.
struct ContractParagraph {
  private static let wordsOfHeading = 8
  private static let longestExcerpt = 240
  /// A shorter sentence is a heading.
  private static let wordsOfSentence = 4

  /// From 1.
  let number: Int
  let text: String
  private let words: [String]
  /// The same, to see at once which phrases cannot stand in it.
  private let vocabulary: Set<String>

  init(_ text: String, number: Int) {
    self.text = text
    self.number = number
    words = text.words
    vocabulary = Set(words)
  }

  /// How sure it is that the paragraph is of a kind: a phrase in the heading counts three times.
  func points(for signs: [Phrase]) -> Int {
    let heading = Array(words.prefix(Self.wordsOfHeading))
    return signs.filter(holds).reduce(0) { $0 + ($1.stands(in: heading) ? 3 : 1) }
  }

  func holds(_ phrase: Phrase) -> Bool { phrase.words.allSatisfy(vocabulary.contains) && phrase.stands(in: words) }

  /// The sentence with a phrase, or the first one; no longer than 240 characters.
  func excerpt(around phrase: Phrase?) -> String {
    let sentences = text.sentences.filter { $0.words.count >= Self.wordsOfSentence }
    let sentence = sentences.first { phrase?.stands(in: $0.words) ?? false }
    let excerpt = sentence ?? sentences.first ?? text
    return excerpt.count <= Self.longestExcerpt ? excerpt : excerpt.prefix(Self.longestExcerpt - 1) + "…"
  }
}
