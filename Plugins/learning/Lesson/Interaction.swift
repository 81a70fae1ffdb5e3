// SPDX-License-Identifier: Apache-2.0

/// The output of `process_interaction`.
struct Interaction: Codable {
  let learnerId: String
  let sessionId: String
  let subject: String?
  let gradeLevel: Int?
  /// What became of the answer; nil if there was none.
  let recorded: Recorded?
  var activity: Activity
  /// Told to all who follow the run.
  let insight: Insight?

  init(_ lesson: Lesson, recorded: Recorded?, activity: Activity) {
    learnerId = lesson.learner
    sessionId = lesson.session
    subject = lesson.subject
    gradeLevel = lesson.gradeLevel
    self.recorded = recorded
    self.activity = activity
    insight = recorded?.insight
  }
}
