// SPDX-License-Identifier: Apache-2.0

/// Pieces of what somebody has said.
enum Phrases {
  /// What a text is about: the concept that it names, else its longest run of telling words; nil if it has none.
  static func subject(of text: String) -> String? {
    if let concept = Glossary.concept(in: text) { return concept.name }
    let runs = self.runs(in: ownWords(of: text))
    guard let longest = runs.map(\.count).max() else { return nil }
    // What stands last in a sentence is what is new in it.
    return runs.last { $0.count == longest }.map { $0.prefix(5).joined(separator: " ") }
  }

  /// Without what it quotes of others.
  private static func ownWords(of text: String) -> String {
    var depth = 0
    return text.filter { character in
      if character == "“" { depth += 1 }
      defer { if character == "”" { depth = max(0, depth - 1) } }
      return depth == 0
    }
  }

  /// Telling words that stand beside each other.
  private static func runs(in text: String) -> [[String]] {
    var runs: [[String]] = []
    for part in text.split(whereSeparator: { ".,;:!?()\"“”\n".contains($0) }) {
      var run: [String] = []
      for word in Words.all(in: String(part)) {
        if !Words.isCommon(word) {
          run.append(word)
        } else if !run.isEmpty {
          runs.append(run)
          run = []
        }
      }
      if !run.isEmpty { runs.append(run) }
    }
    return runs
  }

  /// The sentence that wants an answer, cut to a dozen words: the last question, else the last sentence.
  static func quote(from text: String) -> String {
    let sentences = self.sentences(of: text)
    let sentence = sentences.last { $0.hasSuffix("?") } ?? sentences.last ?? text
    // What it quotes stands within other quotation marks then, and may be cut in two.
    let words = sentence.filter { $0 != "“" && $0 != "”" }.split(whereSeparator: \.isWhitespace)
    guard words.count > 12 else { return words.joined(separator: " ").trimmed(of: " .!?") }
    return words.prefix(12).joined(separator: " ").trimmed(of: " .,;:!?") + " …"
  }

  /// The last thing that was stated, cut to a dozen words; the question if nothing was.
  static func claim(from text: String) -> String {
    sentences(of: text).last { !$0.hasSuffix("?") && Words.all(in: $0).count > 2 }.map { quote(from: $0) }
      ?? quote(from: text)
  }

  static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var sentence = ""
    for character in text {
      sentence.append(character)
      guard ".?!\n".contains(character) else { continue }
      sentences.append(sentence)
      sentence = ""
    }
    return (sentences + [sentence]).map { $0.trimmed(of: " \n\t\r") }.filter { !$0.isBlank }
  }

  static func isQuestion(_ text: String) -> Bool {
    if text.contains("?") { return true }
    let first = Words.all(in: text).first ?? ""
    return ["what", "how", "why", "who", "when", "where", "which", "explain", "describe", "tell"].contains(first)
  }
}
