// SPDX-License-Identifier: Apache-2.0

/// An exercise as the learner gets it. The output of `tutor.exercise`.
struct ExerciseSheet: Encodable {
  /// Its id.
  let exercise: String
  let skill: String
  let difficulty: Int
  let question: String
  /// How many hints there are.
  let hints: Int

  init(_ exercise: Exercise) {
    self.exercise = exercise.id
    skill = exercise.kind.rawValue
    difficulty = exercise.difficulty
    question = exercise.task.question
    hints = exercise.task.hints.count
  }
}
