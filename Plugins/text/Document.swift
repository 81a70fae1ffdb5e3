// SPDX-License-Identifier: Apache-2.0

/// A text that can be found again by its name.
public struct Document: Sendable {
  /// The name of its file, without the ending.
  public let name: String
  public let title: String
  public let text: String

  /// A document whose title is its first heading (`# Title`) or, without one, its name.
  public init(name: String, text: String) {
    let lines = text.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    self.name = name
    if let first = lines.first, first.hasPrefix("# ") {
      title = String(first.dropFirst(2))
      self.text = lines.count > 1 ? String(lines[1]) : ""
    } else {
      title = name
      self.text = text
    }
  }

  /// The text in passages of some sentences each: paragraphs, cut where they are longer than so many words.
  public func passages(ofWords limit: Int) -> [Passage] {
    var passages: [Passage] = []
    for paragraph in text.paragraphs {
      var sentences: [String] = []
      var count = 0
      for sentence in paragraph.sentences {
        let length = sentence.utf8.count { $0 == 0x20 } + 1
        if count > 0, count + length > limit {
          passages.append(passage(sentences))
          (sentences, count) = ([], 0)
        }
        sentences.append(sentence)
        count += length
      }
      passages.append(passage(sentences))
    }
    return passages
  }

  private func passage(_ sentences: [String]) -> Passage {
    Passage(document: name, title: title, text: sentences.joined(separator: " "))
  }
}
