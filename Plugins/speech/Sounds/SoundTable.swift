// SPDX-License-Identifier: Apache-2.0

/// The letters of the International Phonetic Association that stand for sounds.
enum SoundTable {
  static func kind(of letter: Unicode.Scalar) -> Sound.Kind? {
    if let consonant = consonants[letter] { return .consonant(consonant) }
    return vowels[letter].map { .vowel($0) }
  }

  private static let consonants: [Unicode.Scalar: Consonant] = {
    var table: [Unicode.Scalar: Consonant] = [:]
    func add(_ manner: Consonant.Manner, _ place: Consonant.Place, _ unvoiced: String, _ voiced: String) {
      for letter in unvoiced.unicodeScalars { table[letter] = Consonant(place: place, manner: manner, isVoiced: false) }
      for letter in voiced.unicodeScalars { table[letter] = Consonant(place: place, manner: manner, isVoiced: true) }
    }
    add(.stop, .lips, "p", "b")
    add(.stop, .ridge, "t", "d")
    add(.stop, .curled, "ʈ", "ɖ")
    add(.stop, .hardPalate, "c", "ɟ")
    add(.stop, .softPalate, "k", "ɡg")
    add(.stop, .uvula, "q", "ɢ")
    add(.stop, .glottis, "ʔ", "")
    add(.nasal, .lips, "", "m")
    add(.nasal, .lipAndTeeth, "", "ɱ")
    add(.nasal, .ridge, "", "n")
    add(.nasal, .curled, "", "ɳ")
    add(.nasal, .hardPalate, "", "ɲ")
    add(.nasal, .softPalate, "", "ŋ")
    add(.trill, .ridge, "", "r")
    add(.trill, .uvula, "", "ʀ")
    add(.tap, .ridge, "", "ɾ")
    add(.tap, .curled, "", "ɽ")
    add(.fricative, .lips, "ɸ", "β")
    add(.fricative, .lipAndTeeth, "f", "v")
    add(.fricative, .teeth, "θ", "ð")
    add(.fricative, .ridge, "s", "z")
    add(.fricative, .behindRidge, "ʃɕ", "ʒʑ")
    add(.fricative, .curled, "ʂ", "ʐ")
    add(.fricative, .hardPalate, "ç", "ʝ")
    add(.fricative, .softPalate, "xɧ", "ɣ")
    add(.fricative, .uvula, "χ", "ʁ")
    add(.fricative, .throat, "ħ", "ʕ")
    add(.fricative, .glottis, "h", "ɦ")
    add(.approximant, .lipAndTeeth, "", "ʋ")
    add(.approximant, .behindRidge, "", "ɹ")
    add(.approximant, .curled, "", "ɻ")
    add(.approximant, .hardPalate, "", "jɥ")
    add(.approximant, .softPalate, "ʍ", "wɰ")
    add(.lateral, .ridge, "ɬ", "lɫ")
    add(.lateral, .curled, "", "ɭ")
    add(.lateral, .hardPalate, "", "ʎ")
    return table
  }()

  private static let vowels: [Unicode.Scalar: Vowel] = {
    var table: [Unicode.Scalar: Vowel] = [:]
    func add(_ height: Double, _ backness: Double, _ spread: String, _ rounded: String) {
      for (letters, isRounded) in [(spread, false), (rounded, true)] {
        for letter in letters.unicodeScalars {
          table[letter] = Vowel(height: height, backness: backness, isRounded: isRounded)
        }
      }
    }
    add(0, 0, "i", "y")
    add(0, 0.5, "ɨ", "ʉ")
    add(0, 1, "ɯ", "u")
    add(0.17, 0.2, "ɪᵻ", "ʏ")
    add(0.17, 0.8, "", "ʊ")
    add(0.33, 0, "e", "ø")
    add(0.33, 0.5, "ɘ", "ɵ")
    add(0.33, 1, "ɤ", "o")
    add(0.5, 0.5, "ə", "")
    add(0.67, 0, "ɛ", "œ")
    add(0.67, 0.5, "ɜ", "ɞ")
    add(0.67, 1, "ʌ", "ɔ")
    add(0.83, 0.1, "æ", "")
    add(0.83, 0.5, "ɐ", "")
    add(1, 0.2, "a", "ɶ")
    add(1, 1, "ɑ", "ɒ")
    table["ɚ"] = Vowel(height: 0.5, backness: 0.5, isRounded: false, isRhotic: true)
    table["ɝ"] = Vowel(height: 0.67, backness: 0.5, isRounded: false, isRhotic: true)
    return table
  }()
}
