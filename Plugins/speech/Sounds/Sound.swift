// SPDX-License-Identifier: Apache-2.0

/// One sound of speech, with what makes it one.
struct Sound: Equatable {
  enum Kind: Equatable {
    case consonant(Consonant)
    case vowel(Vowel)
    /// Of which nothing is known but its sign.
    case other
  }

  /// As it is written in IPA, without stress.
  let symbol: String
  let kind: Kind

  /// How much alike two sounds are: 1 for the same one, 0 for two that have nothing in common.
  func similarity(to other: Sound) -> Double {
    if symbol == other.symbol { return 1 }
    switch (kind, other.kind) {
    case (.consonant(let a), .consonant(let b)): return a.similarity(to: b)
    case (.vowel(let a), .vowel(let b)): return a.similarity(to: b)
    case (.consonant(let consonant), .vowel(let vowel)), (.vowel(let vowel), .consonant(let consonant)):
      return vowel.isNear(consonant) ? 0.5 : 0
    case (.other, _), (_, .other): return 0
    }
  }

  var isVowel: Bool { if case .vowel = kind { true } else { false } }
}
