// SPDX-License-Identifier: Apache-2.0

/// Whether some words agree or object.
struct Attitude {
  /// 1, 0 or -1.
  let value: Double

  /// Weighs words of agreement and objection; "not" and its like turn the word after them.
  init(of words: [String]) {
    var sum = 0.0
    var sign = 1.0
    var reach = 0
    for word in words {
      if Self.negations.contains(word) {
        (sign, reach) = (-1, 4)
        continue
      }
      if Self.agreement.contains(word.stem) { sum += sign }
      if Self.objection.contains(word.stem) { sum -= sign }
      reach -= 1
      if reach <= 0 { sign = 1 }
    }
    let isRefusal = words.first == "no" || sum == 0 && words.contains { Self.negations.contains($0) }
    value = sum > 0 ? 1 : sum < 0 || isRefusal ? -1 : 0
  }

  /// What an option such as "yes" or "reject" stands for by itself; nil for options with a meaning of their own.
  static func ofOption(_ option: String) -> Double? {
    let words = option.words
    guard words.count == 1, let word = words.first else { return nil }
    if agreement.contains(word.stem) { return 1 }
    return objection.contains(word.stem) || word == "no" ? -1 : nil
  }

  private static let negations: Set<String> = [
    "aren", "cannot", "doesn", "don", "hardly", "isn", "neither", "never", "no", "nor", "not", "shouldn", "without",
    "won",
    "wouldn",
  ]
  // Stems, so that each word stands for all its forms.
  private static let agreement = stems(
    """
    accept adopt advantage agree approve benefit best better clear correct excellent fast favour favor fine good great
    like prefer proceed proven recommend reliable right robust safe simple sound strong suitable support useful works yes
    """)
  private static let objection = stems(
    """
    against avoid bad broken concern costly decline disagree doubt drawback expensive flaw fragile harmful
    mislead object oppose poor problematic reject risky slow unclear unreliable unsafe weak worse worst wrong
    """)

  private static func stems(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map { String($0).stem })
  }
}
