// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// One exercise. Skill, difficulty and seed make it, and stand in its id: `addition-2-7341`.
struct Exercise {
  let kind: SkillKind
  /// 1 to 5.
  let difficulty: Int
  let seed: Int
  let task: Task

  /// What is asked, and what helps.
  struct Task {
    let question: String
    let solution: String
    /// Each tells more than the one before it; the last one all but says it.
    let hints: [String]
    /// Wrong answers that show what went wrong.
    var mistakes: [String: String] = [:]
  }

  static let seeds = 0...999_999_999

  init(_ kind: SkillKind, difficulty: Int, seed: Int) {
    self.kind = kind
    self.difficulty = difficulty
    self.seed = seed
    var dice = Dice(seed, difficulty)
    task =
      switch kind {
      case .addition: Arithmetic.addition(difficulty, &dice)
      case .subtraction: Arithmetic.subtraction(difficulty, &dice)
      case .multiplication: Arithmetic.multiplication(difficulty, &dice)
      case .division: Arithmetic.division(difficulty, &dice)
      case .fractions: Fractions.task(difficulty, &dice)
      case .spelling: WordTasks.spelling(difficulty, &dice)
      case .vocabulary: WordTasks.vocabulary(difficulty, &dice)
      }
  }

  /// - Throws: `badRequest` if no exercise has this id.
  init(id: String) throws(AgentError) {
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let kind = SkillKind(rawValue: String(parts[0])), let difficulty = Int(parts[1]),
      let seed = Int(parts[2]), 1...5 ~= difficulty, Exercise.seeds ~= seed
    else {
      throw AgentError(
        .badRequest,
        "there is no exercise \(id.prefix(80)); tutor.exercise tells the id of each, such as addition-2-7341",
        agentCode: "unknown_exercise")
    }
    self.init(kind, difficulty: difficulty, seed: seed)
  }

  var id: String { "\(kind.rawValue)-\(difficulty)-\(seed)" }

  /// Whether an answer is right: small differences of writing do not count.
  func isSolved(by answer: String) -> Bool { Exercise.plain(answer) == Exercise.plain(task.solution) }

  /// Without case, spaces and signs that do not matter; `+7`, ` 7.` and `7` are one number.
  static func plain(_ answer: String) -> String {
    let text = String(answer.lowercased().filter { !$0.isWhitespace && !"“”\"'.!?+=".contains($0) })
    return Int(text).map(String.init) ?? text
  }
}
