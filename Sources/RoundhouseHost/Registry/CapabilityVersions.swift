/// All versions of one capability's name, the highest first; never empty while it is registered.
struct CapabilityVersions: Sendable {
  private(set) var groups: [CapabilityGroup] = []

  var highest: CapabilityGroup? { groups.first }

  subscript(version: UInt32) -> CapabilityGroup? { groups.first { $0.version == version } }

  /// Adds an agent to the group of its capability's version.
  mutating func add(_ member: CapabilityGroup.Member, key: NameHash.Key) {
    let (name, version) = (member.name, member.version)
    var place = 0
    while place < groups.count, groups[place].version > version { place += 1 }
    if place == groups.count || groups[place].version != version {
      groups.insert(CapabilityGroup(name: name, version: version, key: key), at: place)
    }
    groups[place].add(member)
  }

  /// Takes an agent out of the group of one version.
  mutating func remove(_ agent: AgentRecord, version: UInt32) {
    guard let place = groups.firstIndex(where: { $0.version == version }) else { return }
    groups[place].remove(agent)
    if groups[place].members.isEmpty { groups.remove(at: place) }
  }
}
