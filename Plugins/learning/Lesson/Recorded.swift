// SPDX-License-Identifier: Apache-2.0

/// The output of `learning.record`.
struct Recorded: Codable {
  private enum CodingKeys: String, CodingKey {
    case report, insight
    case isCorrect = "correct"
  }

  let report: SkillReport
  let isCorrect: Bool
  let insight: Insight?
}
