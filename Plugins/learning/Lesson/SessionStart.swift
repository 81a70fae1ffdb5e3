// SPDX-License-Identifier: Apache-2.0

/// The output of `initialize_session`.
struct SessionStart: Encodable {
  let status = "ready"
  let learnerId: String
  let sessionId: String
  let subject: String?
  let gradeLevel: Int?
  let skills: [SkillReport]
  let activity: Activity
  let summary: String

  init(_ lesson: Lesson, activity: Activity, record: LearnerRecord) {
    learnerId = lesson.learner
    sessionId = lesson.session
    subject = lesson.subject
    gradeLevel = lesson.gradeLevel
    skills = record.practised.map { SkillReport($0.name, $0.record) }
    self.activity = activity
    let known = skills.isEmpty ? "is new here" : "has practised \(skills.count) skills"
    summary =
      "\(lesson.learner) \(known). Next: \(activity.skill), difficulty \(activity.difficulty), because \(activity.reason)."
  }
}
