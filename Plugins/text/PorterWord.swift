// SPDX-License-Identifier: Apache-2.0

/// A word on its way through the steps of Porter's algorithm. "Measure" counts the turns from vowels to consonants.
struct PorterWord {
  private(set) var letters: [UInt8]

  /// Step 1a: caresses, ponies, cats.
  mutating func removePlural() {
    if replace([("sses", "ss"), ("ies", "i"), ("ss", "ss")]) { return }
    _ = replace([("s", "")])
  }

  /// Step 1b: agreed, plastered, motoring.
  mutating func removePastAndGerund() {
    if ends("eed") {
      if measure(without: 3) > 0 { letters.removeLast() }
      return
    }
    guard let length = ["ed", "ing"].first(where: { ends($0) && hasVowel(without: $0.utf8.count) })?.utf8.count else {
      return
    }
    letters.removeLast(length)
    if replace([("at", "ate"), ("bl", "ble"), ("iz", "ize")]) { return }
    if endsInDouble, let last = letters.last, !"lsz".utf8.contains(last) {
      letters.removeLast()
    } else if measure(without: 0) == 1, endsInShortSyllable(without: 0) {
      letters.append(UInt8(ascii: "e"))
    }
  }

  /// Step 1c: happy.
  mutating func replaceFinalY() {
    if ends("y"), hasVowel(without: 1) { letters[letters.count - 1] = UInt8(ascii: "i") }
  }

  /// Steps 2 and 3: relational, hopefulness.
  mutating func replaceLongEndings() {
    _ = replace(Self.doubleEndings, measure: 1)
    _ = replace(Self.singleEndings, measure: 1)
  }

  /// Step 4: revival, adoption.
  mutating func removeLastEnding() {
    if ends("ion") {
      let before = letters.dropLast(3).last
      if before == UInt8(ascii: "s") || before == UInt8(ascii: "t"), measure(without: 3) > 1 { letters.removeLast(3) }
      return
    }
    _ = replace(Self.lastEndings, measure: 2)
  }

  /// Step 5: probate, controlled.
  mutating func tidy() {
    if ends("e") {
      let measure = measure(without: 1)
      if measure > 1 || measure == 1 && !endsInShortSyllable(without: 1) { letters.removeLast() }
    }
    if ends("ll"), measure(without: 1) > 1 { letters.removeLast() }
  }

  private static let doubleEndings = [
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"),
    ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
    ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
    ("iviti", "ive"), ("biliti", "ble"),
  ]
  private static let singleEndings = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
  ]
  private static let lastEndings = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
  ].map { ($0, "") }

  /// Replaces the first ending that fits, if what stands before it has at least the measure; says whether one fitted.
  private mutating func replace(_ endings: [(String, String)], measure least: Int = 0) -> Bool {
    guard let (ending, other) = endings.first(where: { ends($0.0) }) else { return false }
    guard measure(without: ending.utf8.count) >= least else { return true }
    letters.removeLast(ending.utf8.count)
    letters.append(contentsOf: other.utf8)
    return true
  }

  private func ends(_ ending: String) -> Bool {
    letters.count > ending.utf8.count && letters.reversed().starts(with: ending.utf8.reversed())
  }

  private func isConsonant(_ index: Int) -> Bool {
    switch letters[index] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
    case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
    default: true
    }
  }

  private func measure(without ending: Int) -> Int {
    let kinds = (0..<letters.count - ending).map(isConsonant)
    return zip(kinds, kinds.dropFirst()).count { !$0 && $1 }
  }

  private func hasVowel(without ending: Int) -> Bool { (0..<letters.count - ending).contains { !isConsonant($0) } }

  private var endsInDouble: Bool {
    letters.count > 1 && letters[letters.count - 1] == letters[letters.count - 2] && isConsonant(letters.count - 1)
  }

  /// Consonant, vowel, consonant that is none of w, x, y: hop.
  private func endsInShortSyllable(without ending: Int) -> Bool {
    let end = letters.count - ending
    guard end > 2, isConsonant(end - 1), !isConsonant(end - 2), isConsonant(end - 3) else { return false }
    return !"wxy".utf8.contains(letters[end - 1])
  }
}
