// SPDX-License-Identifier: Apache-2.0

/// The output of `provide_feedback`.
struct Feedback: Encodable {
  let learnerId: String?
  let sessionId: String?
  let subject: String?
  let gradeLevel: Int?
  let feedback: String
  /// In steps, each telling more. Empty if the exercise is solved.
  let hints: [String]
  /// The exercise that it is about, or the one to go on with.
  let exercise: ExerciseSheet?
  /// Whether the answer was right; nil if there was none.
  let correct: Bool?

  init(_ input: TutorInput) {
    learnerId = input.learnerId
    sessionId = input.sessionId
    subject = input.subject
    gradeLevel = input.gradeLevel
    let fitting = input.fitting
    exercise = fitting.map(ExerciseSheet.init)
    let correction = fitting.flatMap { exercise in input.answer.map { Correction(exercise, $0.text) } }
    correct = correction?.correct ?? input.correct
    hints = correct == true ? [] : fitting?.task.hints ?? []
    feedback = correction?.feedback ?? Feedback.words(correct, fitting, input)
  }

  private static func words(_ correct: Bool?, _ exercise: Exercise?, _ input: TutorInput) -> String {
    let skill = input.skill ?? exercise?.kind.rawValue ?? input.subject ?? "it"
    switch (correct, exercise) {
    case (true?, let next?): return "Right! \(skill) goes well. Here is the next one: \(next.task.question)"
    case (true?, nil): return "Right! \(skill) goes well."
    case (false?, let next?):
      return "Not yet, and that is how one learns \(skill). Try this one step by step: \(next.task.question)"
    case (false?, nil):
      return "Not yet, and that is how one learns \(skill). Say what you did first, and we look at it together."
    case (nil, let next?):
      return "Your exercise in \(skill): \(next.task.question) If you are stuck, take one hint at a time."
    case (nil, nil): return "Tell me what you have done in \(skill), step by step, and I say where to look."
    }
  }
}
