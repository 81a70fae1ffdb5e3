/// One capability over all agents that offer it.
package struct CapabilityStatus: Sendable {
  package var name: String
  package var version: UInt32
  package var description: String
  package var isIdempotent: Bool
  package var isStreaming: Bool
  package var strategy: RoutingStrategy
  /// In the order of routing: priority first.
  package var agents: [Offer]

  package struct Offer: Sendable {
    package var agent: String
    package var priority: Int
    package var state: AgentState
    package var isRoutable: Bool
    /// Whether the agent announced it while it lives, beside what its manifest declares.
    package var isAnnounced: Bool

    package init(agent: String, priority: Int, state: AgentState, isRoutable: Bool, isAnnounced: Bool = false) {
      self.agent = agent
      self.priority = priority
      self.state = state
      self.isRoutable = isRoutable
      self.isAnnounced = isAnnounced
    }
  }

  package init(_ capability: Capability, agents: [Offer]) {
    name = capability.name
    version = capability.version
    description = capability.description
    isIdempotent = capability.isIdempotent
    isStreaming = capability.isStreaming
    strategy = capability.strategy
    self.agents = agents
  }
}
