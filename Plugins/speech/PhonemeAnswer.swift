// SPDX-License-Identifier: Apache-2.0

/// The output of `speech.phonemes`.
struct PhonemeAnswer: Encodable {
  struct Word: Encodable {
    let word: String
    let phonemes: String
  }

  let language: String
  let phonemes: String
  let words: [Word]

  init(_ text: SpokenText, language: String) {
    self.language = language
    phonemes = text.notation
    words = text.words.enumerated().map { place, word in
      Word(word: word, phonemes: text.sounds.filter { $0.word == place }.map(\.sound.symbol).joined(separator: " "))
    }
  }
}
