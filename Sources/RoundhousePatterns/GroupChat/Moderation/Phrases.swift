/// Words and phrases within texts, whatever their case and whatever stands between the words.
enum Phrases {
  /// The words of a text in lower case, with one space around each.
  static func normal(_ text: String) -> String {
    let words = text.lowercased().replacing("’", with: "'").split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    return " \(words.joined(separator: " ")) "
  }

  static func contains(_ phrase: String, in text: String) -> Bool { normal(text).contains(normal(phrase)) }

  /// The first of some phrases that a text has.
  static func first(of phrases: [String], in text: String) -> String? {
    let text = normal(text)
    return phrases.first { text.contains(normal($0)) }
  }
}
