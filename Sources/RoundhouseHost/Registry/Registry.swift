internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// All agents, and the snapshot that requests read. Each change publishes one new snapshot.
final class Registry: Sendable {
  /// Told apart over all hosts of the process, so that a thread's record of one never passes for another's.
  private static let generations = Atomic<UInt64>(1)

  let state: Mutex<Catalog>
  /// The current snapshot's generation: what readers compare before each call.
  let generation: Atomic<UInt64>
  let key = NameHash.Key()

  init() {
    let first = Registry.nextGeneration()
    generation = Atomic(first)
    state = Mutex(Catalog(key: key, snapshot: Snapshot([], generation: first)))
  }

  var snapshot: Snapshot { state.withLock { $0.snapshot } }

  func agent(_ id: String) -> AgentRecord? { state.withLock { $0.agents[id] } }

  /// Sorted by id.
  var agents: [AgentRecord] { state.withLock { $0.agents.values.sorted { $0.id < $1.id } } }

  /// The agents that say how they are when asked, in no order.
  var reporting: [AgentRecord] { state.withLock { $0.reporting } }

  func owner(of cell: UInt32) -> AgentRecord? {
    state.withLock { Int(cell) < $0.owners.count ? $0.owners[Int(cell)] : nil }
  }

  /// Sorted by name and version.
  var groups: [CapabilityGroup] {
    state.withLock { state in
      state.groups.values.flatMap(\.groups).sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }
  }

  /// The group that a request means.
  /// - Parameter version: 0 for the highest.
  func group(_ name: String, version: UInt32) -> CapabilityGroup? {
    state.withLock { state in
      let versions = state.groups[name]
      return version == 0 ? versions?.highest : versions?[version]
    }
  }

  var capabilityNames: [String] { state.withLock { $0.groups.keys.sorted() } }

  /// Replaces some agents by others in one step; agents with the same id are replaced.
  /// - Returns: the records that are no longer registered.
  @discardableResult
  func change(add added: [AgentRecord], remove removed: [String] = []) -> [AgentRecord] {
    state.withLock { state in
      var gone: [AgentRecord] = []
      state.expect(added.count + removed.count)
      for id in removed {
        gone += state.unregister(id)
      }
      for agent in added { gone += state.register(agent) }
      publish(&state)
      for agent in gone { agent.endOffers() }
      return gone
    }
  }

  /// Forgets whose cells these were: the agent was destroyed.
  func disown(_ cells: [UInt32]) {
    // Released outside of the lock: the record may end here.
    let owners = state.withLock { state in
      cells.map { cell -> AgentRecord? in
        guard Int(cell) < state.owners.count else { return nil }
        defer { state.owners[Int(cell)] = nil }
        return state.owners[Int(cell)]
      }
    }
    _ = owners
  }

  /// Sorts one agent in again after its priority or weight has changed.
  func reorder(_ agent: AgentRecord) {
    state.withLock { state in
      guard state.agents[agent.id] === agent else { return }
      state.reorder(agent)
      publish(&state)
    }
  }

  /// Adds a capability to what an agent offers. Requests find it at once, or with the agent if it is not registered yet.
  /// - Returns: false if it is offered in the very same way already.
  func announce(
    _ capability: Capability, by agent: AgentRecord, _ rules: AnnouncementRules
  ) throws(RoundhouseError) -> Bool {
    try state.withLock { state throws(RoundhouseError) -> Bool in
      guard let offer = try agent.announce(capability, rules, key: key) else { return false }
      if state.agents[agent.id] === agent {
        state.add(offer, of: agent)
        publish(&state)
      } else if state.trials[agent.id]?.agent === agent {
        state.alignTrial(of: agent.id)
        publish(&state)
      }
      return true
    }
  }

  /// Takes a capability, all its versions or the one that is named, away from what an agent has announced.
  func withdraw(_ name: String, by agent: AgentRecord, _ rules: AnnouncementRules) throws(RoundhouseError) {
    try state.withLock { state throws(RoundhouseError) in
      let offers = try agent.announced(name, rules)
      if state.agents[agent.id] === agent || state.trials[agent.id]?.agent === agent {
        for offer in offers { state.withdraw(offer, of: agent) }
        publish(&state)
      }
      // Only now: whoever finds the gate closed finds a newer snapshot too, and looks there.
      agent.withdraw(offers)
    }
  }

  func publish(_ state: inout Catalog) {
    let next = Registry.nextGeneration()
    state.makeSnapshot(generation: next)
    generation.store(next, ordering: .releasing)
  }

  private static func nextGeneration() -> UInt64 {
    generations.add(1, ordering: .relaxed).newValue
  }
}
