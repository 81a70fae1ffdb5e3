internal import RoundhouseModel

/// Somebody who takes part in a talk: an agent in a role.
package struct Participant: Sendable {
  /// Among the others of the talk.
  package let id: String
  package var role: AgentRole
  /// Whom its words come from: a capability, and an agent if it must be that one. Seed 003's `model`.
  package var target: CallTarget
  /// How much its vote counts where votes are weighed.
  package var weight: Double

  /// - Parameters:
  ///   - role: who it is to be; nothing is said of that if it is empty.
  ///   - agent: the only agent that may answer; empty for any that converses.
  package init(
    _ id: String, role: AgentRole = AgentRole(), agent: String = "", capability: String = "chat", weight: Double = 1
  ) {
    self.id = id
    self.role = role
    target = CallTarget(capability: capability, agent: agent)
    self.weight = weight
  }

  /// An agent as itself.
  package init(agent: String) { self.init(agent, agent: agent) }

  /// What it is told beside the messages.
  func tail(topic: String, goals: [String] = []) -> [UInt8] {
    let role = role.text
    return Transcript.tail { json in
      if !role.isEmpty { json.member("role", role) }
      if !topic.isEmpty { json.member("topic", topic) }
      if !goals.isEmpty { json.member("goals", goals) }
    }
  }
}
