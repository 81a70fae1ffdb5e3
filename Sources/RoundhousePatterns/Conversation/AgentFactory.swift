/// Makes agents that differ in one word. Seed 003's factory: `create_review_agent(specialty, model_name)`.
package struct AgentFactory: Sendable {
  /// What stands behind the word in an agent's id: `security` becomes `security_reviewer`.
  package var suffix: String
  /// Who the agents are, with the word for `{specialty}`.
  package var prompt: String
  /// The agent whose words they speak; empty for any that converses. Seed 003's `model_name`.
  package var agent: String

  package init(suffix: String, prompt: String, agent: String = "") {
    self.suffix = suffix
    self.prompt = prompt
    self.agent = agent
  }

  /// Seed 003's reviewers.
  package static func reviewers(agent: String = "") -> AgentFactory {
    AgentFactory(
      suffix: "_reviewer", prompt: "You are a {specialty} specialist providing expert review feedback.", agent: agent)
  }

  package func make(_ specialty: String) -> Participant {
    let id = specialty + suffix
    let role = AgentRole(
      id, prompt: prompt.replacing("{specialty}", with: specialty), context: [("specialty", specialty)])
    return Participant(id, role: role, agent: agent)
  }
}
