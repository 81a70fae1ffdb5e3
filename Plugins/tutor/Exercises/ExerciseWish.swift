// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `tutor.exercise`.
struct ExerciseWish: Decodable {
  let skill: String
  let difficulty: Int?
  /// The same one gives the same exercise. Missing: 1.
  let seed: Int?

  /// - Throws: `badRequest` that names what there is.
  func exercise() throws(AgentError) -> Exercise {
    guard let kind = SkillKind.named(skill) else {
      let known = SkillKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw AgentError(
        .badRequest, "there are no exercises for \(skill.prefix(80)); there are some for \(known)",
        agentCode: "unknown_skill")
    }
    guard 1...5 ~= difficulty ?? 1, Exercise.seeds ~= seed ?? 1 else {
      throw AgentError(
        .badRequest, "a difficulty is 1 to 5, and a seed 0 to \(Exercise.seeds.upperBound)", agentCode: "bad_exercise")
    }
    return Exercise(kind, difficulty: difficulty ?? 1, seed: seed ?? 1)
  }
}
