// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The paragraphs of a text: what empty lines part. Lines within one are joined by a space each.
  public var paragraphs: [String] { wordsOfParagraphs.map { $0.joined(separator: " ") } }

  /// The sentences of a text in their order, each without space around it; a paragraph's end ends one, too.
  public var sentences: [String] { wordsOfParagraphs.flatMap(\.sentences) }

  /// What stands between spaces. In bytes: looking at characters would take ten times as long.
  private var wordsOfParagraphs: [[Substring]] {
    var paragraphs: [[Substring]] = [[]]
    for line in utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let words = line.split { $0 == 0x20 || 0x09...0x0D ~= $0 }
      if words.isEmpty, paragraphs.last?.isEmpty == false { paragraphs.append([]) }
      paragraphs[paragraphs.count - 1] += words.map { Substring($0) }
    }
    return paragraphs.filter { !$0.isEmpty }
  }
}

extension [Substring] {
  /// A point ends a sentence if no lower-case letter follows, and if it belongs to no abbreviation.
  fileprivate var sentences: [String] {
    var sentences: [String] = []
    var start = 0
    for (index, word) in enumerated() where word.endsSentence {
      guard index + 1 == count || self[index + 1].beginsSentence else { continue }
      sentences.append(self[start...index].joined(separator: " "))
      start = index + 1
    }
    if start < count { sentences.append(self[start...].joined(separator: " ")) }
    return sentences
  }
}

extension Substring {
  private static let closing: Set<Character> = ["\"", "'", ")", "]", "”", "’", "»"]
  private static let abbreviations: Set<String> = [
    "al.", "art.", "cf.", "ch.", "co.", "corp.", "dr.", "e.g.", "ed.", "etc.", "fig.", "i.e.", "inc.", "jr.", "ltd.",
    "mr.", "mrs.", "ms.", "no.", "nos.", "p.", "pp.", "prof.", "sec.", "sr.", "st.", "v.", "vol.", "vs.",
  ]

  fileprivate var endsSentence: Bool {
    let core = self.reversed().drop { Self.closing.contains($0) }
    guard let mark = core.first, [".", "!", "?", "…", "。", "！", "？"].contains(mark) else { return false }
    guard mark == "." else { return true }
    let word = String(core.reversed())
    // Single capitals are initials, and a point within makes an abbreviation: J. S. Bach, U.S.
    let isInitial = word.count == 2 && word.first?.isUppercase == true
    // The number of a line in a list: 1. First, 2. Second.
    let isNumber = word.count < 4 && word.dropLast().allSatisfy(\.isNumber)
    let hasInnerPoint = word.dropLast().contains(".") && word.first?.isLetter == true
    return !isInitial && !isNumber && !hasInnerPoint && !Self.abbreviations.contains(word.lowercased())
  }

  fileprivate var beginsSentence: Bool { first?.isLowercase != true }
}
