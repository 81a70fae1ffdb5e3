// SPDX-License-Identifier: Apache-2.0

/// What a question is about: its words of meaning, and other words for the same.
public struct TextQuery: Sendable {
  private static let maximumWords = 32

  /// All words of the question.
  public let all: [String]
  /// The words of meaning, each once, in their order.
  public let words: [String]
  /// The stems to look for, with 1 for those of the question and less for those of synonyms.
  public let weights: [String: Double]
  /// What SQLite's FTS5 is asked for; empty if there is nothing to look for.
  public let expression: String

  /// - Parameter synonyms: further phrases for a word or phrase, such as `["ai": ["artificial intelligence"]]`.
  public init(_ question: String, synonyms: [String: [String]] = [:]) {
    all = question.words
    words = Self.words(ofMeaning: all)
    let phrases = Self.phrases(for: all, synonyms)
    var weights: [String: Double] = [:]
    for stems in phrases.map({ $0.map(\.stem) }) {
      for stem in stems { weights[stem] = max(weights[stem] ?? 0, 0.5 / Double(stems.count)) }
    }
    for word in words { weights[word.stem] = 1 }
    self.weights = weights
    // Words hold letters and digits alone, so nothing in them ends the quotation.
    expression = (words.map { [$0] } + phrases).map { "\"\($0.joined(separator: " "))\"" }.joined(separator: " OR ")
  }

  public var isEmpty: Bool { words.isEmpty }

  /// The words of the question that some texts have, as a share of all: 0 to 1.
  public func coverage(of texts: [String]) -> Double {
    let stems = Set(texts.flatMap(\.stems))
    return words.isEmpty ? 0 : Double(words.count { stems.contains($0.stem) }) / Double(words.count)
  }

  /// The words in quotation marks, as answers name them.
  public var told: String { "“\(words.joined(separator: " "))”" }

  /// Without words of grammar and of asking, as long as others are left.
  private static func words(ofMeaning question: [String]) -> [String] {
    let all = question.distinct
    let meaning = all.filter { !StopWords.common.contains($0) }
    let asked = meaning.filter { !StopWords.requests.contains($0) }
    let words = asked.isEmpty ? meaning.isEmpty ? all : meaning : asked
    return Array(words.prefix(maximumWords))
  }

  private static func phrases(for words: [String], _ synonyms: [String: [String]]) -> [[String]] {
    let text = " \(words.joined(separator: " ")) "
    let found = synonyms.keys.sorted().filter { text.contains(" \($0.words.joined(separator: " ")) ") }
    return found.flatMap { synonyms[$0] ?? [] }.map(\.words).filter { !$0.isEmpty }
  }
}
