internal import RoundhouseLoading
internal import RoundhouseModel

/// Who is registered and who offers what: the registry's state, under its lock.
struct Catalog {
  let key: NameHash.Key
  private(set) var agents: [String: AgentRecord] = [:]
  private(set) var groups: [String: CapabilityVersions] = [:]
  /// What has changed since the last snapshot; nil: so much that the next one is made from nothing.
  private var touched: [(name: String, version: UInt32)]? = []
  /// Those that say how they are when asked.
  private(set) var reporting: [AgentRecord] = []
  /// Whose cell it is, by cell; also of agents that are no longer registered, until the last call has left them.
  var owners: [AgentRecord?] = []
  private(set) var snapshot: Snapshot

  init(key: NameHash.Key, snapshot: Snapshot) {
    self.key = key
    self.snapshot = snapshot
  }

  /// Makes room for many changes at once, after which the snapshot is made anew.
  mutating func expect(_ changes: Int) {
    guard changes > max(64, agents.count / 8) else { return }
    touched = nil
    agents.reserveCapacity(agents.count + changes)
    groups.reserveCapacity(groups.count + changes)
  }

  /// Registers an agent with all that it offers.
  /// - Returns: the one that it replaces.
  mutating func register(_ agent: AgentRecord) -> AgentRecord? {
    let old = agents.updateValue(agent, forKey: agent.id)
    if let old { detach(old) }
    attach(agent)
    return old
  }

  /// Forgets an agent and all that it offers.
  mutating func unregister(_ id: String) -> AgentRecord? {
    guard let old = agents.removeValue(forKey: id) else { return nil }
    detach(old)
    return old
  }

  /// Sorts an agent in again.
  mutating func reorder(_ agent: AgentRecord) {
    detach(agent)
    attach(agent)
  }

  /// Adds one capability of a registered agent.
  mutating func add(_ offer: Offer, of agent: AgentRecord) { add(offer, of: agent, agent.standing) }

  /// Takes one capability of a registered agent away. Its cell stays the agent's.
  mutating func remove(_ offer: Offer, of agent: AgentRecord) {
    let (name, version) = (offer.capability.name, offer.capability.version)
    groups[name]?.remove(agent, version: version)
    if groups[name]?.groups.isEmpty == true { groups[name] = nil }
    touched?.append((name, version))
  }

  /// Makes the snapshot that says what has changed: a copy of the last one with patches, if there are few.
  mutating func makeSnapshot(generation: UInt64) {
    let patched = touched.flatMap { Snapshot(snapshot, patches(for: $0), generation: generation) }
    snapshot = patched ?? Snapshot(groups.values.lazy.map(\.groups), generation: generation)
    touched = []
  }

  /// What a snapshot must say now of the names that have changed: each under its version and under none.
  private func patches(for touched: [(name: String, version: UInt32)]) -> [Snapshot.Patch] {
    touched.flatMap { name, version in
      let versions = groups[name]
      let empty = CapabilityGroup(name: name, version: version, key: key)
      return [
        Snapshot.Patch(hash: empty.hash.index, group: versions?[version]),
        Snapshot.Patch(hash: empty.anyVersionHash.index, group: versions?.highest),
      ]
    }
  }

  private mutating func attach(_ agent: AgentRecord) {
    if agent.instance.reportsHealth { reporting.append(agent) }
    let standing = agent.standing
    for offer in agent.offers { add(offer, of: agent, standing) }
  }

  private mutating func detach(_ agent: AgentRecord) {
    if agent.instance.reportsHealth { reporting.removeAll { $0 === agent } }
    for offer in agent.offers { remove(offer, of: agent) }
  }

  private mutating func add(_ offer: Offer, of agent: AgentRecord, _ standing: (priority: Int, weight: Int)) {
    let member = CapabilityGroup.Member(
      agent: agent, offer: offer, priority: standing.priority, weight: standing.weight)
    groups[member.name, default: CapabilityVersions()].add(member, key: key)
    touched?.append((member.name, member.version))
    own(offer.cell, agent)
  }

  private mutating func own(_ cell: UInt32, _ agent: AgentRecord) {
    let cell = Int(cell)
    if cell >= owners.count {
      let more = max(cell + 1, owners.count * 2, 64) - owners.count
      owners.append(contentsOf: repeatElement(nil, count: more))
    }
    owners[cell] = agent
  }
}
