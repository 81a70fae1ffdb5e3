// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `text.summarize`: the sentences that have most in common with all others, in their order.
struct Summary: Encodable {
  private static let keywordCount = 5

  let summary: String
  let keywords: [String]
  /// How many sentences were chosen, and of how many.
  let sentences: Int
  let of: Int

  init(of text: String, count: Int?, atMost most: Int) {
    let all = text.sentences
    let count = count ?? min(most, max(1, all.count / 3))
    let chosen = Composition([Passage(document: "", title: "", text: text)], for: nil, sentences: count).sentences
    summary = chosen.map(\.text).joined(separator: " ")
    keywords = Self.keywords(text.words)
    sentences = chosen.count
    of = all.count
  }

  /// The most frequent words of meaning, each in the form in which it is met most.
  private static func keywords(_ words: [String]) -> [String] {
    var forms: [String: [String: Int]] = [:]
    for word in words where word.utf8.count > 2 && !StopWords.common.contains(word) {
      forms[word.stem, default: [:]][word, default: 0] += 1
    }
    let words = forms.values.map { forms in
      let best = forms.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      return (word: best, count: forms.values.reduce(0, +))
    }
    return words.sorted { ($1.count, $0.word) < ($0.count, $1.word) }.prefix(keywordCount).map(\.word)
  }
}
