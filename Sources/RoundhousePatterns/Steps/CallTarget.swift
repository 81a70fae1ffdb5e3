/// Whom a step asks for what.
///
/// The capability is the one that is named, else the action: what seed 002 calls an action is what we call a capability,
/// with or without a dot in it. An agent's id pins the agent; without one the host chooses who answers. So a plan means
/// the same whether it names the agent or not, and several agents may offer one action.
package struct CallTarget: Sendable, Equatable {
  package var capability: String
  /// The only agent that may answer; empty for any.
  package var agent: String

  package init(capability: String, agent: String = "") {
    self.capability = capability
    self.agent = agent
  }

  /// - Parameter usual: what an agent is asked for that is named alone.
  /// - Returns: nil if nothing is named at all.
  init?(agent: String?, capability: String?, action: String?, usual: String) {
    guard let what = capability ?? action ?? agent.map({ _ in usual }) else { return nil }
    self.init(capability: what, agent: agent ?? "")
  }
}
