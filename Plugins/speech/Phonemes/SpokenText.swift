// SPDX-License-Identifier: Apache-2.0

/// A text as a row of sounds, each with the word that it stands in.
struct SpokenText {
  struct Place {
    let sound: Sound
    /// Which word, counted from 0.
    let word: Int
  }

  /// Comparing takes time and memory that grow with its square. Numbers in figures have many sounds for few characters.
  static let mostSounds = 3000

  let words: [String]
  let sounds: [Place]

  /// - Parameter phonemes: for each word of the text, as ``Espeak`` tells them.
  init(_ text: String, _ phonemes: [(word: String, phonemes: String)]) {
    words = phonemes.map(\.word)
    sounds = phonemes.enumerated().flatMap { place, word in
      SoundReader.sounds(in: word.phonemes).map { Place(sound: $0, word: place) }
    }
  }

  /// The sounds with a space between them, and words apart.
  var notation: String {
    var notation = ""
    for (place, sound) in sounds.enumerated() {
      if place > 0 { notation += sounds[place - 1].word == sound.word ? " " : " | " }
      notation += sound.sound.symbol
    }
    return notation
  }

  /// A word without the signs around it.
  func word(_ place: Int) -> String {
    var word = words[place][...]
    while let first = word.first, !first.isLetter, !first.isNumber { word.removeFirst() }
    while let last = word.last, !last.isLetter, !last.isNumber { word.removeLast() }
    return String(word)
  }
}
