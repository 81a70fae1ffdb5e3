// SPDX-License-Identifier: Apache-2.0

/// Something about a learner that others should know. As the member `insight` of an answer it becomes the event
/// `agent:insight` of a run.
struct Insight: Codable {
  enum Kind: String, Codable {
    case struggling = "struggling_detected"
    case mastery = "mastery_achieved"
    case challenge = "ready_for_challenge"
    case review = "review_due"
  }

  let type: Kind
  let skill: String
  let message: String

  /// What an answer has changed; nil if nothing that matters.
  static func of(_ answer: GradedAnswer, before: SkillRecord, after: SkillRecord) -> Insight? {
    if !answer.isCorrect, after.isStruggling { return struggling(answer.skill, after) }
    if after.isMastered, !before.isMastered { return mastery(answer.skill, after) }
    if after.isOnARun, !before.isOnARun, !after.isMastered { return challenge(answer.skill) }
    return nil
  }

  static func all(of skill: String, _ record: SkillRecord, _ now: Int64) -> [Insight] {
    var insights: [Insight] = []
    if record.isStruggling { insights.append(struggling(skill, record)) }
    if record.isMastered { insights.append(mastery(skill, record)) }
    if record.isOnARun, !record.isMastered { insights.append(challenge(skill)) }
    if record.isDue(now) {
      insights.append(Insight(type: .review, skill: skill, message: "\(skill) was not asked for as long as it may be"))
    }
    return insights
  }

  private static func struggling(_ skill: String, _ record: SkillRecord) -> Insight {
    let wrong = record.recent.count { !$0 }
    return Insight(
      type: .struggling, skill: skill,
      message:
        "\(wrong) of the last \(record.recent.count) answers in \(skill) were wrong; give help, or go back to what it needs"
    )
  }

  private static func mastery(_ skill: String, _ record: SkillRecord) -> Insight {
    Insight(type: .mastery, skill: skill, message: "\(skill) is mastered after \(record.attempts) answers")
  }

  private static func challenge(_ skill: String) -> Insight {
    Insight(type: .challenge, skill: skill, message: "five right answers in a row in \(skill): make it harder")
  }
}
