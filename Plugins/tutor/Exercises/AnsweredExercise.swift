// SPDX-License-Identifier: Apache-2.0

/// The input of `tutor.check`.
struct AnsweredExercise: Decodable {
  let exercise: String
  let answer: AnswerText
}
