// SPDX-License-Identifier: Apache-2.0

extension String {
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The text without some characters in front and behind.
  func trimmed(of characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) { text.removeFirst() }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }

  /// With an upper-case letter in front.
  var sentenceCase: String { prefix(1).uppercased() + dropFirst() }
  /// With a lower-case letter in front, to stand within a sentence.
  var inSentence: String { prefix(1).lowercased() + dropFirst() }
}
