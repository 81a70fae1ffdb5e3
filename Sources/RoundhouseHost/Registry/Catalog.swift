internal import RoundhouseLoading
internal import RoundhouseModel

/// Who is registered and who offers what: the registry's state, under its lock.
struct Catalog {
  let key: NameHash.Key
  var agents: [String: AgentRecord] = [:]
  private(set) var groups: [String: [UInt32: CapabilityGroup]] = [:]
  /// Those that say how they are when asked.
  private(set) var reporting: [AgentRecord] = []
  /// Whose cell it is, by cell; also of agents that are no longer registered, until the last call has left them.
  var owners: [AgentRecord?] = []
  var snapshot: Snapshot

  init(key: NameHash.Key, snapshot: Snapshot) {
    self.key = key
    self.snapshot = snapshot
  }

  var allGroups: [CapabilityGroup] { groups.values.flatMap(\.values) }

  /// Registers an agent with all that it offers.
  mutating func attach(_ agent: AgentRecord) {
    agents[agent.id] = agent
    if agent.instance.reportsHealth { reporting.append(agent) }
    let standing = agent.standing
    for offer in agent.offers { add(offer, of: agent, standing) }
  }

  /// Forgets an agent and all that it offers.
  mutating func detach(_ agent: AgentRecord) {
    agents[agent.id] = nil
    if agent.instance.reportsHealth { reporting.removeAll { $0 === agent } }
    for offer in agent.offers { remove(offer, of: agent) }
  }

  /// Adds one capability of a registered agent.
  mutating func add(_ offer: Offer, of agent: AgentRecord) { add(offer, of: agent, agent.standing) }

  /// Takes one capability of a registered agent away. Its cell stays the agent's.
  mutating func remove(_ offer: Offer, of agent: AgentRecord) {
    let (name, version) = (offer.capability.name, offer.capability.version)
    groups[name]?[version]?.remove(agent)
    if groups[name]?[version]?.members.isEmpty == true { groups[name]?[version] = nil }
    if groups[name]?.isEmpty == true { groups[name] = nil }
    markHighest(name)
  }

  private mutating func add(_ offer: Offer, of agent: AgentRecord, _ standing: (priority: Int, weight: Int)) {
    let (name, version) = (offer.capability.name, offer.capability.version)
    let member = CapabilityGroup.Member(
      agent: agent, offer: offer, priority: standing.priority, weight: standing.weight)
    let empty = CapabilityGroup(name: name, version: version, key: key)
    groups[name, default: [:]][version, default: empty].add(member)
    own(offer.cell, agent)
    markHighest(name)
  }

  private mutating func own(_ cell: UInt32, _ agent: AgentRecord) {
    let cell = Int(cell)
    if cell >= owners.count {
      let more = max(cell + 1, owners.count * 2, 64) - owners.count
      owners.append(contentsOf: repeatElement(nil, count: more))
    }
    owners[cell] = agent
  }

  private mutating func markHighest(_ name: String) {
    guard let versions = groups[name], versions.count > 1 || versions.first?.value.isHighest == false else { return }
    let highest = versions.keys.max()
    for version in versions.keys { groups[name]?[version]?.isHighest = version == highest }
  }
}
