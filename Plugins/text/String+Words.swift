// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The words of a text in their order: runs of letters and digits, in lower case and without accents.
  ///
  /// The same cut as SQLite's tokenizer `unicode61` makes, so that both speak of the same words.
  public var words: [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: word.append(UInt8(scalar.value))
      case 0x41...0x5A: word.append(UInt8(scalar.value + 0x20))
      case 0..<0x80: end()
      default:
        if let letter = scalar.plainLetter { word += letter.utf8 } else if !scalar.isCombining { end() }
      }
    }
    end()
    return words
  }

  /// The stems of the words that carry meaning, in their order and with repetitions.
  public var stems: [String] { words.stems }
}

extension [String] {
  /// The stems of the words that carry meaning, in their order and with repetitions.
  public var stems: [String] {
    // Texts repeat their words, and looking one up is cheaper than cutting it down again.
    var known: [String: String] = [:]
    return compactMap { word in
      if StopWords.common.contains(word) { return nil }
      if let stem = known[word] { return stem }
      let stem = word.stem
      known[word] = stem
      return stem
    }
  }
}

extension Unicode.Scalar {
  /// A mark that belongs to the letter before it.
  fileprivate var isCombining: Bool { properties.canonicalCombiningClass != .notReordered }

  /// A letter or digit beyond ASCII as it is compared; nil for all else.
  fileprivate var plainLetter: String? {
    guard properties.isAlphabetic && !isCombining || properties.numericType != nil else { return nil }
    let lower = properties.lowercaseMapping
    return lower.unicodeScalars.first?.letterWithoutAccent ?? lower
  }

  /// The Latin letter that an accented one is made of, as the name of the character tells.
  fileprivate var letterWithoutAccent: String? {
    guard 0xE0...0x24F ~= value || 0x1E00...0x1EFF ~= value, let name = properties.name else { return nil }
    let parts = name.split(separator: " ")
    guard parts.count > 5, parts[0] == "LATIN", parts[2] == "LETTER", parts[3].count == 1, parts[4] == "WITH" else {
      return nil
    }
    return Self.accents.contains(parts[5]) ? parts[3].lowercased() : nil
  }

  /// Not strokes and hooks, with which a letter is another one.
  private static let accents: Set<Substring> = [
    "ACUTE", "BREVE", "CARON", "CEDILLA", "CIRCUMFLEX", "DIAERESIS", "DOT", "DOUBLE", "GRAVE", "MACRON", "OGONEK",
    "RING",
    "TILDE",
  ]
}
