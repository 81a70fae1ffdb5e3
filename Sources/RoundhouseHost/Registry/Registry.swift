internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// All agents, and the snapshot that requests read. Each change publishes one new snapshot.
final class Registry: Sendable {
  private struct State {
    var agents: [String: AgentRecord] = [:]
    var groups: [String: CapabilityVersions] = [:]
    /// What has changed since the last snapshot; nil: so much that the next one is made from nothing.
    var touched: [(name: String, version: UInt32)]? = []
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
      if added.count + removed.count > max(64, state.agents.count / 8) {
        state.touched = nil
        state.agents.reserveCapacity(state.agents.count + added.count)
        state.groups.reserveCapacity(state.groups.count + added.count)
      }
      for id in removed {
        guard let old = state.agents.removeValue(forKey: id) else { continue }
        detach(old, &state)
        gone.append(old)
      }
      for agent in added {
        if let old = state.agents.updateValue(agent, forKey: agent.id) {
          detach(old, &state)
          gone.append(old)
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
    if agent.instance.reportsHealth { state.reporting.append(agent) }
    let (priority, weight) = agent.standing
    for (place, cell) in agent.cells.enumerated() {
      let member = CapabilityGroup.Member(agent: agent, place: place, priority: priority, weight: weight)
      state.groups[member.name, default: CapabilityVersions()].add(member, key: key)
      state.touched?.append((member.name, member.version))
      let cell = Int(cell)
      if cell >= state.owners.count {
        let more = max(cell + 1, state.owners.count * 2, 64) - state.owners.count
        state.owners.append(contentsOf: repeatElement(nil, count: more))
      }
      state.owners[cell] = agent
    }
  }

  private func detach(_ agent: AgentRecord, _ state: inout State) {
    if agent.instance.reportsHealth { state.reporting.removeAll { $0 === agent } }
    for capability in agent.manifest.capabilities {
      state.groups[capability.name]?.remove(agent, version: capability.version)
      if state.groups[capability.name]?.groups.isEmpty == true { state.groups[capability.name] = nil }
      state.touched?.append((capability.name, capability.version))
    }
  }

  private func publish(_ state: inout State) {
    let next = Registry.nextGeneration()
    let old = state.snapshot
    let patched = state.touched.flatMap { Snapshot(old, patches(for: $0, state), generation: next) }
    state.snapshot = patched ?? Snapshot(state.groups.values.lazy.map(\.groups), generation: next)
    state.touched = []
    generation.store(next, ordering: .releasing)
  }

  /// What a snapshot must say now of the names that have changed: each under its version and under none.
  private func patches(for touched: [(name: String, version: UInt32)], _ state: borrowing State) -> [Snapshot.Patch] {
    touched.flatMap { name, version in
      let versions = state.groups[name]
      let empty = CapabilityGroup(name: name, version: version, key: key)
      return [
        Snapshot.Patch(hash: empty.hash.index, group: versions?[version]),
        Snapshot.Patch(hash: empty.anyVersionHash.index, group: versions?.highest),
      ]
    }
  }

  private static func nextGeneration() -> UInt64 {
    generations.add(1, ordering: .relaxed).newValue
  }
}
