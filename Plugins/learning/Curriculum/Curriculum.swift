// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// All skills, in the order in which they are taught.
struct Curriculum {
  let skills: [Skill]

  /// - Throws: what the operator should know, if a skill needs one that does not come before it.
  func check() throws(AgentError) {
    var known: Set<String> = []
    for skill in skills {
      if let missing = skill.needs.first(where: { !known.contains($0) }) {
        throw AgentError(
          .badRequest,
          "\"skills\" of the configuration: \(skill.skill) needs \(missing), which must stand before it")
      }
      known.insert(skill.skill)
    }
  }

  /// What is taught in a subject up to a grade. A subject that nobody has planned is one skill, itself.
  /// - Parameters:
  ///   - subject: nil for all.
  ///   - grade: nil for all.
  func skills(subject: String?, grade: Int?) -> [Skill] {
    guard let subject = subject?.lowercased() else { return skills.filter { $0.grade <= grade ?? .max } }
    let planned = skills.filter { $0.subject == subject }
    guard let first = planned.first else { return [Skill(skill: subject, subject: subject, grade: 1, needs: [])] }
    let taught = planned.filter { $0.grade <= grade ?? .max }
    return taught.isEmpty ? [first] : taught
  }
}
