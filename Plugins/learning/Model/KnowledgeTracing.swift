// SPDX-License-Identifier: Apache-2.0

/// Bayesian knowledge tracing, after Corbett and Anderson (1995): a skill is mastered or not, and each answer says how likely.
///
/// After a right answer the belief p becomes p(1−s) / (p(1−s) + (1−p)g), after a wrong one ps / (ps + (1−p)(1−g)); then
/// the learner may have learned from it: p + (1−p)t. Each hint makes it likelier that a right answer was no knowledge.
struct KnowledgeTracing: Decodable {
  /// The belief before any answer.
  let prior: Double
  /// t: how likely it is learned at one answer.
  let learn: Double
  /// g: how likely a right answer is by chance.
  let guess: Double
  /// s: how likely a wrong answer is by mistake.
  let slip: Double

  /// What one hint adds to `guess`.
  private static let hintHelp = 0.15

  func belief(_ belief: Double, afterCorrect isCorrect: Bool, hints: Int) -> Double {
    let guess = min(0.9, self.guess + Self.hintHelp * Double(hints))
    let known = belief * (isCorrect ? 1 - slip : slip)
    let unknown = (1 - belief) * (isCorrect ? guess : 1 - guess)
    let posterior = known + unknown > 0 ? known / (known + unknown) : belief
    return posterior + (1 - posterior) * learn
  }
}
