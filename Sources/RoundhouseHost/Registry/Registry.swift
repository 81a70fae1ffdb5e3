internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// All agents, and the snapshot that requests read. Each change publishes one new snapshot.
final class Registry: Sendable {
  private struct State {
    var agents: [String: AgentRecord] = [:]
    var groups: [String: [UInt32: CapabilityGroup]] = [:]
    /// Those that say how they are when asked.
    var reporting: [AgentRecord] = []
    /// Whose cell it is, by cell; also of agents that are no longer registered, until the last call has left them.
    var owners: [AgentRecord?] = []
    var snapshot: Snapshot
  }

  /// Told apart over all hosts of the process, so that a thread's record of one never passes for another's.
  private static let generations = Atomic<UInt64>(1)

  private let state: Mutex<State>
  /// The current snapshot's generation: what readers compare before each call.
  let generation: Atomic<UInt64>
  let key = NameHash.Key()

  init() {
    let first = Registry.nextGeneration()
    generation = Atomic(first)
    state = Mutex(State(snapshot: Snapshot([], generation: first)))
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
      state.groups.values.flatMap(\.values).sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }
  }

  /// The group that a request means.
  /// - Parameter version: 0 for the highest.
  func group(_ name: String, version: UInt32) -> CapabilityGroup? {
    state.withLock { state in
      guard let versions = state.groups[name] else { return nil }
      return version == 0 ? versions.values.max { $0.version < $1.version } : versions[version]
    }
  }

  var capabilityNames: [String] { state.withLock { $0.groups.keys.sorted() } }

  /// Replaces some agents by others in one step; agents with the same id are replaced.
  /// - Returns: the records that are no longer registered.
  @discardableResult
  func change(add added: [AgentRecord], remove removed: [String] = []) -> [AgentRecord] {
    state.withLock { state in
      var gone: [AgentRecord] = []
      for id in removed + added.map(\.id) {
        guard let old = state.agents.removeValue(forKey: id) else { continue }
        detach(old, &state)
        gone.append(old)
      }
      for agent in added {
        // Only if one id was given twice: the last one counts.
        if let twin = state.agents[agent.id] {
          detach(twin, &state)
          gone.append(twin)
        }
        attach(agent, &state)
      }
      publish(&state)
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
      detach(agent, &state)
      attach(agent, &state)
      publish(&state)
    }
  }

  private func attach(_ agent: AgentRecord, _ state: inout State) {
    state.agents[agent.id] = agent
    if agent.instance.reportsHealth { state.reporting.append(agent) }
    let (priority, weight) = agent.standing
    for (place, capability) in agent.manifest.capabilities.enumerated() {
      let member = CapabilityGroup.Member(agent: agent, place: place, priority: priority, weight: weight)
      let empty = CapabilityGroup(name: capability.name, version: capability.version, key: key)
      state.groups[capability.name, default: [:]][capability.version, default: empty].add(member)
      let cell = Int(agent.cells[place])
      if cell >= state.owners.count {
        let more = max(cell + 1, state.owners.count * 2, 64) - state.owners.count
        state.owners.append(contentsOf: repeatElement(nil, count: more))
      }
      state.owners[cell] = agent
      markHighest(capability.name, &state)
    }
  }

  private func detach(_ agent: AgentRecord, _ state: inout State) {
    state.agents[agent.id] = nil
    if agent.instance.reportsHealth { state.reporting.removeAll { $0 === agent } }
    for capability in agent.manifest.capabilities {
      state.groups[capability.name]?[capability.version]?.remove(agent)
      if state.groups[capability.name]?[capability.version]?.members.isEmpty == true {
        state.groups[capability.name]?[capability.version] = nil
      }
      if state.groups[capability.name]?.isEmpty == true { state.groups[capability.name] = nil }
      markHighest(capability.name, &state)
    }
  }

  private func markHighest(_ name: String, _ state: inout State) {
    guard let versions = state.groups[name], versions.count > 1 || versions.first?.value.isHighest == false else {
      return
    }
    let highest = versions.keys.max()
    for version in versions.keys { state.groups[name]?[version]?.isHighest = version == highest }
  }

  private func publish(_ state: inout State) {
    let next = Registry.nextGeneration()
    state.snapshot = Snapshot(state.groups.values.flatMap(\.values), generation: next)
    generation.store(next, ordering: .releasing)
  }

  private static func nextGeneration() -> UInt64 {
    generations.add(1, ordering: .relaxed).newValue
  }
}
