// SPDX-License-Identifier: Apache-2.0

/// The output of `learning.mastery`.
struct MasteryReport: Encodable {
  let learnerId: String
  /// The best known first.
  let skills: [SkillReport]

  init(_ learner: String, _ record: LearnerRecord) {
    learnerId = learner
    skills = record.practised.map { SkillReport($0.name, $0.record) }
  }
}
