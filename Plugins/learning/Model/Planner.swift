// SPDX-License-Identifier: Apache-2.0

/// Chooses what a learner should do next: what is about to be forgotten, then what can be learned now, then what is known
/// least well.
struct Planner {
  /// A belief from which on other skills can build on this one.
  private static let solid = 0.6

  let curriculum: Curriculum
  let lesson: Lesson
  let record: LearnerRecord
  let tracing: KnowledgeTracing

  /// The best there is; there always is one.
  var activity: Activity { activities.first ?? activity(for: lesson.subject ?? "anything") }

  /// The best first.
  var activities: [Activity] {
    let skills = curriculum.skills(subject: lesson.subject, grade: lesson.gradeLevel)
    return due(skills) + open(skills) + rest(skills)
  }

  func activity(for skill: String) -> Activity {
    let known = state(skill)
    let reason = known.attempts == 0 ? "it is new" : "\(percent(known.mastery)) sure after \(known.attempts) answers"
    return Activity(skill: skill, difficulty: known.difficulty, reason: reason)
  }

  private func due(_ skills: [Skill]) -> [Activity] {
    skills.map(\.skill).filter { isDue($0) }
      .sorted { (state($0).repetition.due ?? 0) < (state($1).repetition.due ?? 0) }
      .map {
        Activity(
          skill: $0, difficulty: state($0).difficulty, reason: "it is due for repetition, or it will be forgotten")
      }
  }

  private func isDue(_ skill: String) -> Bool { state(skill).isDue(lesson.now) && state(skill).mastery >= Self.solid }

  /// Not mastered, with all that it needs; where somebody struggles, first what it needs.
  private func open(_ skills: [Skill]) -> [Activity] {
    let open = skills.filter { skill in
      !isDue(skill.skill) && !state(skill.skill).isMastered
        && skill.needs.allSatisfy { state($0).mastery >= Self.solid }
    }
    return open.flatMap { skill -> [Activity] in
      let own = activity(for: skill.skill)
      guard state(skill.skill).isStruggling,
        let weakest = skill.needs.min(by: { state($0).mastery < state($1).mastery })
      else { return [own] }
      let help = Activity(
        skill: weakest, difficulty: state(weakest).difficulty, reason: "\(skill.skill) goes badly, and builds on it")
      return [help, own]
    }
  }

  private func rest(_ skills: [Skill]) -> [Activity] {
    skills.map(\.skill).filter { state($0).isMastered && !isDue($0) }
      .sorted { state($0).mastery < state($1).mastery }
      .map { Activity(skill: $0, difficulty: 5, reason: "it is mastered; a hard one keeps it so") }
  }

  private func state(_ skill: String) -> SkillRecord { record.skills[skill] ?? SkillRecord(mastery: tracing.prior) }

  private func percent(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }
}
