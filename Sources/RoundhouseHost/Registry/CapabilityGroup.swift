internal import RoundhouseModel

/// All agents that offer one version of one capability, the first to be asked first.
struct CapabilityGroup: Sendable {
  struct Member: Sendable {
    let agent: AgentRecord
    let offer: Offer
    var priority: Int
    var weight: Int
    /// Per cent of its agent's calls, for a generation that is still compared with the one before; nil for all others.
    var share: Int?

    var cell: UInt32 { offer.cell }
    var capability: Capability { offer.capability }
    var name: String { offer.capability.name }
    var version: UInt32 { offer.capability.version }
    var strategy: RoutingStrategy { offer.capability.strategy }
    var candidate: Snapshot.Candidate {
      Snapshot.Candidate(cell: cell, priority: UInt16(clamping: priority), weight: UInt16(clamping: weight))
    }
  }

  let name: String
  let version: UInt32
  let hash: NameHash
  let anyVersionHash: NameHash
  private(set) var members: [Member] = []

  init(name: String, version: UInt32, key: NameHash.Key) {
    self.name = name
    self.version = version
    var text = name
    (hash, anyVersionHash) = text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      return (NameHash(bytes, version: version, key: key), NameHash(bytes, version: 0, key: key))
    }
  }

  /// Adds a member at its place: priority first, then the agent's id, so that the order is always the same.
  mutating func add(_ member: Member) {
    // Agents mostly come in the order of their ids, so the end is looked at first.
    var place = members.count
    while place > 0, CapabilityGroup.stands(member, before: members[place - 1]) { place -= 1 }
    members.insert(member, at: place)
  }

  private static func stands(_ a: Member, before b: Member) -> Bool {
    // A generation that has a share stands behind the one that has the rest.
    (a.priority, b.agent.id, b.share == nil ? 0 : 1) > (b.priority, a.agent.id, a.share == nil ? 0 : 1)
  }

  mutating func remove(_ agent: AgentRecord) { members.removeAll { $0.agent === agent } }

  /// Whether two generations of one agent are among the members.
  var isShared: Bool { members.contains { $0.share != nil } }

  /// The strategy is the first member's: that is the agent which operators look at.
  var strategy: RoutingStrategy { members.first?.strategy ?? .powerOfTwo }

  func entry(at place: Int) -> Snapshot.Entry {
    var entry = Snapshot.Entry()
    entry.count = UInt16(clamping: members.count)
    entry.first = members.count == 1 ? members[0].cell : UInt32(place)
    let highest = members.first?.priority
    let head = members.prefix { $0.priority == highest }.count
    let strategy = RoutingStrategy.allCases.firstIndex(of: strategy) ?? 0
    // The short way knows one strategy: all others, and shares, are none of its business.
    let mark = isShared ? Snapshot.sharedMark : 0
    entry.head = mark | UInt16(strategy << 12) | UInt16(min(head, 0xFFF))
    return entry
  }
}
