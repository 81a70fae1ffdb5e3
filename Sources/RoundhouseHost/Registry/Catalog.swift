internal import RoundhouseLoading
internal import RoundhouseModel

/// Who is registered and who offers what: the registry's state, under its lock.
struct Catalog {
  let key: NameHash.Key
  private(set) var agents: [String: AgentRecord] = [:]
  /// Generations that have a share of their agent's calls, by id.
  private(set) var trials: [String: Trial] = [:]
  /// The last number given to a generation of an agent that was ever replaced.
  private var generations: [String: UInt64] = [:]
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
  /// - Returns: those whose place it takes.
  mutating func register(_ agent: AgentRecord) -> [AgentRecord] {
    let trial = endTrial(of: agent.id)
    let old = agents.updateValue(agent, forKey: agent.id)
    if let old { detach(old) }
    attach(agent)
    return [old, trial].compactMap { $0 === agent ? nil : $0 }
  }

  /// Forgets an agent, all its generations and all that they offer.
  mutating func unregister(_ id: String) -> [AgentRecord] {
    guard let old = agents.removeValue(forKey: id) else { return [] }
    let trial = endTrial(of: id)
    generations[id] = nil
    detach(old)
    return [old, trial].compactMap { $0 }
  }

  /// Sorts an agent in again.
  mutating func reorder(_ agent: AgentRecord) {
    detach(agent)
    attach(agent)
    alignTrial(of: agent.id)
  }

  /// The number of the next generation of an agent; each is given once while the agent is registered.
  mutating func nextGeneration(of id: String) -> UInt64 {
    guard let agent = agents[id] else { return 1 }
    let next = max(agent.generation, generations[id] ?? 0) + 1
    generations[id] = next
    return next
  }

  /// Gives a generation a share of the calls for all that both it and the registered one offer.
  /// - Returns: the one that had the share before.
  mutating func begin(_ trial: Trial) -> AgentRecord? {
    let before = endTrial(of: trial.agent.id)
    trials[trial.agent.id] = trial
    if trial.agent.instance.reportsHealth { reporting.append(trial.agent) }
    alignTrial(of: trial.agent.id)
    return before === trial.agent ? nil : before
  }

  /// Takes the share away.
  @discardableResult
  mutating func endTrial(of id: String) -> AgentRecord? {
    guard let trial = trials.removeValue(forKey: id) else { return nil }
    for offer in trial.offers { remove(offer, of: trial.agent) }
    if trial.agent.instance.reportsHealth { reporting.removeAll { $0 === trial.agent } }
    return trial.agent
  }

  /// Makes a generation with a share offer what the registered one offers too, and no more, at the same place.
  mutating func alignTrial(of id: String) {
    guard var trial = trials[id], let agent = agents[id] else { return }
    for offer in trial.offers { remove(offer, of: trial.agent) }
    let common = agent.offers.map(\.capability)
    trial.offers = trial.agent.offers.filter { offer in
      common.contains { $0.name == offer.capability.name && $0.version == offer.capability.version }
    }
    let standing = agent.standing
    for offer in trial.offers { add(offer, of: trial.agent, standing, share: trial.share) }
    trials[id] = trial
  }

  /// Adds one capability of a registered agent.
  mutating func add(_ offer: Offer, of agent: AgentRecord) {
    add(offer, of: agent, agent.standing)
    alignTrial(of: agent.id)
  }

  /// Takes one capability of a registered agent away. Its cell stays the agent's.
  mutating func withdraw(_ offer: Offer, of agent: AgentRecord) {
    remove(offer, of: agent)
    guard let trial = trials[agent.id] else { return }
    let name = (offer.capability.name, offer.capability.version)
    for twin in trial.offers where (twin.capability.name, twin.capability.version) == name {
      remove(twin, of: trial.agent)
    }
    trials[agent.id]?.offers.removeAll { ($0.capability.name, $0.capability.version) == name }
  }

  private mutating func remove(_ offer: Offer, of agent: AgentRecord) {
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

  private mutating func add(
    _ offer: Offer, of agent: AgentRecord, _ standing: (priority: Int, weight: Int), share: Int? = nil
  ) {
    let member = CapabilityGroup.Member(
      agent: agent, offer: offer, priority: standing.priority, weight: standing.weight, share: share)
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
