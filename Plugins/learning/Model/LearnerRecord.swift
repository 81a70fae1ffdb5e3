// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// What is known of one learner.
struct LearnerRecord: Codable {
  private static let mostSkills = 2000

  private(set) var skills: [String: SkillRecord] = [:]

  /// - Throws: `badRequest` if the learner has too many skills for one value of the state.
  mutating func add(_ answer: GradedAnswer, _ now: Int64, _ tracing: KnowledgeTracing) throws(AgentError) -> Recorded {
    guard skills[answer.skill] != nil || skills.count < Self.mostSkills else {
      throw AgentError(
        .badRequest, "a learner has at most \(Self.mostSkills) skills; use broader ones", agentCode: "too_many_skills")
    }
    let before = skills[answer.skill] ?? SkillRecord(mastery: tracing.prior)
    var after = before
    after.add(answer, now, tracing)
    skills[answer.skill] = after
    return Recorded(
      report: SkillReport(answer.skill, after), isCorrect: answer.isCorrect,
      insight: Insight.of(answer, before: before, after: after))
  }

  /// Counts an exercise that is given.
  /// - Returns: a number that is another one for each exercise, and always the same for the same one.
  mutating func serve(_ skill: String, _ learner: String, _ tracing: KnowledgeTracing) -> Int {
    var record = skills[skill] ?? SkillRecord(mastery: tracing.prior)
    record.served += 1
    if skills[skill] != nil || skills.count < Self.mostSkills { skills[skill] = record }
    let hash = "\(learner)\n\(skill)\n\(record.served)".utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    return Int(hash % 1_000_000)
  }

  /// Those with answers, the best known first.
  var practised: [(name: String, record: SkillRecord)] {
    skills.filter { $0.value.attempts > 0 }.map { (name: $0.key, record: $0.value) }
      .sorted { ($1.record.mastery, $0.name) < ($0.record.mastery, $1.name) }
  }

  func insights(_ now: Int64) -> [Insight] { practised.flatMap { Insight.all(of: $0.name, $0.record, now) } }
}
