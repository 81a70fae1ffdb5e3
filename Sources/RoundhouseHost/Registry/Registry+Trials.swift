internal import RoundhouseModel
internal import Synchronization

// Two generations of one agent at once. Each change publishes one new snapshot.
extension Registry {
  /// The generation that has a share of the agent's calls.
  func trial(of id: String) -> Trial? { state.withLock { $0.trials[id] } }

  /// The number of an agent's next generation; each is given once while the agent is registered.
  func nextGeneration(of id: String) -> UInt64 { state.withLock { $0.nextGeneration(of: id) } }

  /// Whether an agent is registered, for each of some ids.
  func knows(_ ids: [String]) -> [Bool] {
    state.withLock { state in state.agents.isEmpty ? [] : ids.map { state.agents[$0] != nil } }
  }

  /// Gives a generation a share of the agent's calls, or changes it.
  /// - Returns: false if there is no generation beside it, and it has nothing to share. And the one that had the share.
  func share(_ agent: AgentRecord, percent: Int) -> (isSharing: Bool, before: AgentRecord?) {
    state.withLock { state in
      guard let registered = state.agents[agent.id], registered !== agent else { return (false, nil) }
      let before = state.begin(Trial(agent, share: percent))
      publish(&state)
      before?.endOffers()
      return (true, before)
    }
  }

  /// Takes the share away from a generation.
  /// - Returns: false if it has none.
  func unshare(_ agent: AgentRecord) -> Bool {
    state.withLock { state in
      guard state.trials[agent.id]?.agent === agent else { return false }
      state.endTrial(of: agent.id)
      publish(&state)
      agent.endOffers()
      return true
    }
  }

  /// Registers the generation that has a share in the place of the one before it.
  /// - Returns: the one before; nil if the generation has no share any more.
  func promote(_ agent: AgentRecord) -> AgentRecord? {
    state.withLock { state in
      guard state.trials[agent.id]?.agent === agent else { return nil }
      let old = state.register(agent).first
      publish(&state)
      old?.endOffers()
      return old
    }
  }

  /// Puts a generation in the place of a certain other one, and of nobody else.
  /// - Returns: whether that one was still registered.
  func replace(_ old: AgentRecord, by new: AgentRecord) -> Bool {
    state.withLock { state in
      guard state.agents[old.id] === old else { return false }
      _ = state.register(new)
      publish(&state)
      old.endOffers()
      return true
    }
  }
}
