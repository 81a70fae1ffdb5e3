// SPDX-License-Identifier: Apache-2.0

/// Words with letters that are missing, and words that are looked for by what they mean.
enum WordTasks {
  static func spelling(_ difficulty: Int, _ dice: inout Dice) -> Exercise.Task {
    let entry = entry(difficulty, &dice)
    let letters = Array(entry.word)
    // The first letter always stays.
    let gaps = Set((0..<(1 + letters.count / 3)).map { _ in dice.roll(1...(letters.count - 1)) })
    let shown = String(letters.indices.map { gaps.contains($0) ? "_" : letters[$0] })
    return Exercise.Task(
      question: "Write the whole word: \(shown) (\(entry.meaning))", solution: entry.word,
      hints: [
        "It has \(letters.count) letters, and \(gaps.count) are missing.",
        "These are missing, in the order of the alphabet: \(gaps.map { letters[$0] }.sorted().map(String.init).joined(separator: ", ")).",
        "It begins with “\(String(letters.prefix(letters.count / 2 + 1)))”.",
      ], mistakes: [shown: "the gaps are still there: put a letter in each"])
  }

  static func vocabulary(_ difficulty: Int, _ dice: inout Dice) -> Exercise.Task {
    let entry = entry(difficulty, &dice)
    var choices = [entry.word]
    while choices.count < 4 {
      let other = WordList.entries[dice.roll(0...(WordList.entries.count - 1))].word
      if !choices.contains(other) { choices.append(other) }
    }
    choices.swapAt(0, dice.roll(0...3))
    let others = choices.filter { $0 != entry.word }
    let mistakes = Dictionary(uniqueKeysWithValues: others.map { ($0, "“\($0)” means: \(WordList.meaning(of: $0))") })
    return Exercise.Task(
      question: "Which word means “\(entry.meaning)”: \(choices.joined(separator: ", "))?", solution: entry.word,
      hints: [
        "It is not “\(others[0])”: that means \(WordList.meaning(of: others[0])).",
        "It is not “\(others[1])” either: that means \(WordList.meaning(of: others[1])).",
        "It has \(entry.word.count) letters and begins with “\(String(entry.word.prefix(1)))”.",
      ], mistakes: mistakes)
  }

  private static func entry(_ difficulty: Int, _ dice: inout Dice) -> WordList.Entry {
    let entries = WordList.entries.filter { $0.difficulty == difficulty }
    return entries[dice.roll(0...(entries.count - 1))]
  }
}
