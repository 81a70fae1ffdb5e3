// SPDX-License-Identifier: Apache-2.0

/// What is told of one skill.
struct SkillReport: Codable {
  let skill: String
  /// 0 to 1.
  let mastery: Double
  let attempts: Int
  let correct: Int
  /// When it should be asked for again: milliseconds since 1970.
  let due: Int64?

  init(_ skill: String, _ record: SkillRecord) {
    self.skill = skill
    mastery = (record.mastery * 1000).rounded() / 1000
    attempts = record.attempts
    correct = record.correct
    due = record.repetition.due
  }
}
