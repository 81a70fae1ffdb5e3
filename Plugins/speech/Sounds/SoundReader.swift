// SPDX-License-Identifier: Apache-2.0

/// Makes sounds of the notation: `tʃ_ˈɜː_tʃ` are three, and so is `w_ˈaɪ_d`.
struct SoundReader {
  private var sounds: [Sound] = []
  private var symbol = ""
  private var kind: Sound.Kind?

  static func sounds(in notation: String) -> [Sound] {
    var reader = SoundReader()
    for token in withoutRemarks(notation).split(whereSeparator: { $0 == "_" || $0 == " " || $0 == "\n" }) {
      reader.read(token)
    }
    return reader.sounds
  }

  /// Where the language changes within a word, its name stands in parentheses.
  private static func withoutRemarks(_ notation: String) -> String {
    var depth = 0
    return notation.filter { character in
      if character == "(" { depth += 1 }
      defer { if character == ")" { depth = max(0, depth - 1) } }
      return depth == 0 && character != ")"
    }
  }

  private mutating func read(_ token: Substring) {
    for letter in token.unicodeScalars {
      if let kind = SoundTable.kind(of: letter) {
        add(letter, kind)
      } else {
        modify(by: letter)
      }
    }
    end()
  }

  /// A stop and a fricative of one token are an affricate, two vowels a diphthong; anything else is a sound of its own.
  private mutating func add(_ letter: Unicode.Scalar, _ next: Sound.Kind) {
    switch (kind, next) {
    case (.consonant(let stop), .consonant(let fricative)) where stop.manner == .stop && fricative.manner == .fricative:
      kind = .consonant(Consonant(place: fricative.place, manner: .affricate, isVoiced: stop.isVoiced))
      symbol.unicodeScalars.append(letter)
    case (.vowel(var vowel), .vowel(let target)):
      vowel.end = [target.height, target.backness]
      kind = .vowel(vowel)
      symbol.unicodeScalars.append(letter)
    default:
      end()
      kind = next
      symbol = String(letter)
    }
  }

  private mutating func modify(by sign: Unicode.Scalar) {
    switch (sign, kind) {
    case ("ˈ", _), ("ˌ", _), ("\u{361}", _), ("\u{2D0}", .consonant): return
    case ("\u{2D0}", .vowel(var vowel)):
      vowel.isLong = true
      kind = .vowel(vowel)
      symbol.unicodeScalars.append(sign)
    case ("\u{303}", .vowel(var vowel)):
      vowel.isNasal = true
      kind = .vowel(vowel)
      symbol.unicodeScalars.append(sign)
    // Other small signs do not make another sound of it.
    case (_, .some) where !sign.properties.isAlphabetic || sign.properties.generalCategory == .modifierLetter: return
    default:
      guard sign.properties.isAlphabetic else { return }
      end()
      (symbol, kind) = (String(sign), .other)
    }
  }

  private mutating func end() {
    if let kind { sounds.append(Sound(symbol: symbol, kind: kind)) }
    kind = nil
  }
}
