// SPDX-License-Identifier: Apache-2.0

/// The output of `speech.analyze`.
struct SpeechAnalysis: Encodable {
  struct Phonemes: Encodable {
    let expected: String
    let heard: String
  }

  /// The mean over all sounds: 1 if all are right, 0 if none is alike.
  let score: Double
  let phonemes: Phonemes
  let sounds: [ScoredSound]
  /// The one that has cost most first.
  let problems: [SoundProblem]
  let advice: [String]
  let summary: String

  /// - Throws: `CancellationError` when nobody waits any more.
  init(expected: SpokenText, heard: SpokenText) throws {
    let alignment = try Alignment(expected.sounds.map(\.sound), heard.sounds.map(\.sound))
    sounds = alignment.columns.map { SpeechAnalysis.scored($0, expected, heard) }
    phonemes = Phonemes(expected: expected.notation, heard: heard.notation)
    score = (sounds.reduce(0) { $0 + $1.score } / Double(sounds.count)).thousandths
    problems = SpeechAnalysis.problems(in: sounds)
    advice = Articulation.advice(for: problems)
    let right = sounds.count { $0.kind == .match }
    let worst = problems.first.map { "; most of all, \($0.message)" } ?? ""
    summary = "\(right) of \(sounds.count) sounds were as expected (score \(score))\(worst)."
  }

  private static func scored(_ column: Alignment.Column, _ expected: SpokenText, _ heard: SpokenText) -> ScoredSound {
    switch column {
    case .pair(let a, let b):
      let (wanted, said) = (expected.sounds[a].sound, heard.sounds[b].sound)
      return ScoredSound(
        expected: wanted, heard: said, score: wanted.similarity(to: said),
        kind: wanted.symbol == said.symbol ? .match : .substitution, word: expected.word(expected.sounds[a].word))
    case .omission(let a):
      return ScoredSound(
        expected: expected.sounds[a].sound, heard: nil, score: 0, kind: .omission,
        word: expected.word(expected.sounds[a].word))
    case .insertion(let b):
      return ScoredSound(
        expected: nil, heard: heard.sounds[b].sound, score: 0, kind: .insertion, word: heard.word(heard.sounds[b].word))
    }
  }

  private static func problems(in sounds: [ScoredSound]) -> [SoundProblem] {
    var problems: [SoundProblem] = []
    for sound in sounds where sound.kind != .match {
      let place = problems.firstIndex { $0.isLike(sound) } ?? problems.count
      if place == problems.count { problems.append(SoundProblem(sound)) }
      problems[place].add(sound)
    }
    return problems.enumerated().sorted { ($1.element.loss, $0.offset) < ($0.element.loss, $1.offset) }.map(\.element)
  }
}
