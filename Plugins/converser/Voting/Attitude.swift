// SPDX-License-Identifier: Apache-2.0

/// Whether a sentence speaks for what it names or against it.
enum Attitude {
  private static let refusals: Set<String> = [
    "not", "never", "against", "object", "oppose", "reject", "avoid", "bad", "worse", "worst", "wrong", "risky",
    "dangerous", "expensive", "slow", "fragile", "don't", "dont", "shouldn't", "cannot", "can't", "won't", "disagree",
    "doubt", "unsafe", "instead", "without",
  ]

  static func isAgainst(_ sentence: String) -> Bool {
    // Two of them undo each other: “I do not object”. “No” refuses in front only: “it needs no server” is praise.
    let words = Words.all(in: sentence).map { $0.replacing("’", with: "'") }
    let count = words.count { refusals.contains($0) } + (words.first == "no" ? 1 : 0)
    return count % 2 == 1
  }
}
