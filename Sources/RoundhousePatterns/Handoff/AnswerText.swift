internal import RoundhouseModel

/// What an agent's answer says to a person.
enum AnswerText {
  /// Where agents put what they say, the first that is there.
  private static let members = ["content", "text", "answer", "summary"]

  /// The text in a JSON text; the JSON itself if it has none, and what is no JSON as it is.
  static func of(_ answer: [UInt8]) -> String {
    guard let root = (try? JSONDocument(parsing: answer))?.root else { return String(decoding: answer, as: UTF8.self) }
    return of(root)
  }

  static func of(_ answer: JSONNode) -> String {
    answer.string ?? members.lazy.compactMap { answer[$0]?.string }.first ?? String(decoding: answer.raw, as: UTF8.self)
  }

  /// The text up to so many bytes, with a mark where it was cut; never half a character.
  static func beginning(of text: String, bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    var end = text.startIndex
    var count = 0
    while end < text.endIndex {
      count += text[end].utf8.count
      // The mark takes three.
      if count > bytes - 3 { break }
      end = text.index(after: end)
    }
    return text[..<end] + "…"
  }
}
