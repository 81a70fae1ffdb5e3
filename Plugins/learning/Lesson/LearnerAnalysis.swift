// SPDX-License-Identifier: Apache-2.0

/// The output of `analyze`.
struct LearnerAnalysis: Encodable {
  let learnerId: String
  let summary: String
  let strengths: [String]
  let weaknesses: [String]
  let insights: [Insight]
  let advice: [String]

  init(_ lesson: Lesson, _ record: LearnerRecord, next: Activity) {
    learnerId = lesson.learner
    let practised = record.practised
    strengths = practised.filter { $0.record.mastery >= 0.8 }.map(\.name)
    weaknesses = practised.filter { $0.record.mastery < 0.5 || $0.record.isStruggling }.map(\.name)
    insights = record.insights(lesson.now)
    let answers = practised.reduce(0) { $0 + $1.record.attempts }
    let right = practised.reduce(0) { $0 + $1.record.correct }
    let strong = strengths.isEmpty ? "" : "; strong in \(strengths.prefix(3).joined(separator: ", "))"
    let weak = weaknesses.isEmpty ? "" : "; weak in \(weaknesses.prefix(3).joined(separator: ", "))"
    summary =
      answers == 0
      ? "\(lesson.learner) has not answered anything yet."
      : "\(lesson.learner) gave \(right) right answers of \(answers) in \(practised.count) skills\(strong)\(weak)."
    advice =
      ["Practise \(next.skill) at difficulty \(next.difficulty): \(next.reason)."]
      + insights.filter { $0.type == .struggling }.prefix(2).map { "Help with \($0.skill): \($0.message)." }
  }
}
