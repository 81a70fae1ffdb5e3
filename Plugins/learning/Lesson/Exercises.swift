// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentKitJSON

/// Asks the tutor for an exercise that fits what comes next.
struct Exercises {
  private struct Wish: Encodable {
    let skill: String
    let difficulty: Int
    let seed: Int
  }

  private let call: Call

  init(_ call: Call) { self.call = call }

  /// The same with an exercise; as it was where there is no tutor, or none who has one for that skill.
  func filled(_ interaction: Interaction) async throws -> Interaction {
    var filled = interaction
    let activity = interaction.activity
    do {
      filled.activity.exercise = try await call.ask(
        "tutor.exercise", Wish(skill: activity.skill, difficulty: activity.difficulty, seed: activity.seed ?? 0))
    } catch let error as AgentError where error.status != .cancelled && error.status != .deadlineExceeded {
      call.log(.debug, "no exercise for \(activity.skill): \(error)")
    }
    return filled
  }
}
