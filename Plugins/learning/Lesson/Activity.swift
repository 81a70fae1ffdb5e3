// SPDX-License-Identifier: Apache-2.0

/// What a learner should do.
struct Activity: Codable {
  struct Exercise: Codable {
    let exercise: String
    let question: String
  }

  let skill: String
  /// 1 to 5.
  let difficulty: Int
  let reason: String
  var seed: Int?
  var exercise: Exercise?

  init(skill: String, difficulty: Int, reason: String) {
    self.skill = skill
    self.difficulty = difficulty
    self.reason = reason
  }
}
