// SPDX-License-Identifier: Apache-2.0

/// Says how a sound is made, and what is different in the one that was heard.
enum Articulation {
  /// For the three problems that cost most; praise if there are none.
  static func advice(for problems: [SoundProblem]) -> [String] {
    if problems.isEmpty { return ["Every sound was as expected. Take a longer sentence next."] }
    return problems.prefix(3).map { problem in
      switch (problem.expected, problem.heard) {
      case (let wanted?, let said?): contrast(wanted, said, problem)
      case (let wanted?, nil):
        "Do not leave out \(wanted.symbol) in \(word(problem)): \(making(wanted)). Say the word slowly first."
      case (nil, let said?): "There is no \(said.symbol) in \(word(problem)): go on to the next sound at once."
      case (nil, nil): problem.message
      }
    }
  }

  private static func word(_ problem: SoundProblem) -> String { "“\(problem.words.first ?? "")”" }

  private static func contrast(_ wanted: Sound, _ said: Sound, _ problem: SoundProblem) -> String {
    let difference = difference(wanted, said).map { "; \($0)" } ?? ""
    return "For \(wanted.symbol) in \(word(problem)): \(making(wanted))\(difference)."
  }

  private static func making(_ sound: Sound) -> String {
    switch sound.kind {
    case .consonant(let consonant): making(consonant)
    case .vowel(let vowel): making(vowel)
    case .other: "listen to it, and say it after somebody who can"
    }
  }

  private static func making(_ consonant: Consonant) -> String {
    let place =
      switch consonant.place {
      case .lips: "bring the lips together"
      case .lipAndTeeth: "set the upper teeth on the lower lip"
      case .teeth: "put the tip of the tongue between the teeth"
      case .ridge: "bring the tip of the tongue to the ridge behind the upper teeth"
      case .behindRidge: "draw the tongue back a little behind the ridge"
      case .curled: "curl the tip of the tongue back"
      case .hardPalate: "raise the middle of the tongue to the hard palate"
      case .softPalate: "raise the back of the tongue to the soft palate"
      case .uvula: "draw the back of the tongue to the uvula"
      case .throat: "narrow the throat"
      case .glottis: "keep the mouth open and use the throat alone"
      }
    let manner =
      switch consonant.manner {
      case .stop: "stop the air, then let it go"
      case .affricate: "stop the air, and let it go with a hiss"
      case .fricative: "let the air hiss through"
      case .nasal: "let the air go through the nose"
      case .lateral: "let the air pass at the sides"
      case .tap: "touch it once, lightly"
      case .trill: "let it flutter"
      case .approximant: "do not touch anything"
      }
    return "\(place), \(manner), \(consonant.isVoiced ? "with" : "without") voice"
  }

  private static func making(_ vowel: Vowel) -> String {
    let height = vowel.height < 0.3 ? "the tongue high" : vowel.height > 0.7 ? "the mouth open" : "the mouth half open"
    let backness = vowel.backness < 0.35 ? "in front" : vowel.backness > 0.65 ? "at the back" : "in the middle"
    let lips = vowel.isRounded ? "the lips round" : "the lips spread"
    let motion =
      vowel.end.isEmpty ? "" : vowel.end[0] < vowel.height ? ", and close it on the way" : ", and move on the way"
    return "\(height), the tongue \(backness), \(lips)\(vowel.isLong ? ", and hold it" : "")\(motion)"
  }

  /// What to mind; nil if there is no single thing.
  private static func difference(_ wanted: Sound, _ said: Sound) -> String? {
    switch (wanted.kind, said.kind) {
    case (.consonant(let a), .consonant(let b)):
      if a.place == b.place, a.manner == b.manner {
        return a.isVoiced ? "\(said.symbol) lacks the voice" : "\(said.symbol) has a voice too many"
      }
      if a.manner == b.manner {
        return "\(said.symbol) is made \(a.place.rawValue > b.place.rawValue ? "further in front" : "further back")"
      }
      if a.place == b.place { return "\(said.symbol) is made in the same place, but in another way" }
      return nil
    case (.vowel(let a), .vowel(let b)):
      if a.isLong != b.isLong, a.height == b.height, a.backness == b.backness {
        return a.isLong ? "it was too short" : "it was too long"
      }
      if abs(a.height - b.height) > 0.15 { return "\(said.symbol) is too \(a.height > b.height ? "closed" : "open")" }
      return nil
    default: return nil
    }
  }
}
