// SPDX-License-Identifier: Apache-2.0

/// The output of `prepare_conversation`.
struct ConversationStart: Encodable {
  let status = "ready"
  let sessionId: String?
  let learnerId: String?
  let subject: String?
  let gradeLevel: Int?
  let greeting: String
  /// Where to begin; nil if there are no exercises for the subject.
  let exercise: ExerciseSheet?

  init(_ input: TutorInput) {
    sessionId = input.sessionId
    learnerId = input.learnerId
    subject = input.subject
    gradeLevel = input.gradeLevel
    exercise = input.fitting.map(ExerciseSheet.init)
    let subject = input.subject ?? "whatever you like"
    greeting =
      exercise.map {
        "Hello! Today it is \(subject). Let us begin with this: \($0.question) Take your time, and ask for a hint if you want one."
      }
      ?? "Hello! Today it is \(subject). What do you know of it already, and what would you like to be able to do?"
  }
}
