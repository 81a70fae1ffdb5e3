// SPDX-License-Identifier: Apache-2.0

/// The output of `tutor.check`.
struct Correction: Encodable {
  let exercise: String
  let skill: String
  let correct: Bool
  let feedback: String
  /// What to think of next; nil if it is solved.
  let hint: String?

  init(_ exercise: Exercise, _ answer: String) {
    self.exercise = exercise.id
    skill = exercise.kind.rawValue
    correct = exercise.isSolved(by: answer)
    if correct {
      feedback = "Right: \(exercise.task.solution)."
      hint = nil
    } else {
      let mistake = exercise.task.mistakes.first { Exercise.plain($0.key) == Exercise.plain(answer) }?.value
      feedback = mistake.map { "Not yet: \($0)." } ?? "Not yet: “\(answer.prefix(40))” is not it."
      hint = exercise.task.hints[0]
    }
  }
}
