internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// Orders the agents that could answer a request, and says of each one that could not, why.
///
/// This is the thorough way: it looks at everything a request may say. `Host.begin` has a short one for requests that
/// name nothing but a capability.
struct Router: Sendable {
  let registry: Registry
  let cells: CellTable
  let clock: any Clock

  enum Decision {
    /// A place inside the cell's agent is taken.
    case entered(UInt32)
    /// All that could answer are full; this one has room in its queue.
    case queue(AgentRecord, cell: UInt32)
    case none(RoundhouseError)
  }

  /// Takes a place at the best agent that has one.
  func choose(for call: PendingCall, tried: [UInt32]) -> Decision {
    // A cell found closed, or an agent found leaving, means that the group is older than a change; the newest is asked.
    for _ in 0..<8 {
      let generation = registry.generation.load(ordering: .acquiring)
      guard let group = registry.group(call.capability, version: call.options.version) else {
        return .none(unknown(call.capability, version: call.options.version))
      }
      var route = route(group, call.options, tried: tried, circle: call.circle)
      switch enter(&route) {
      case .entered(let cell): return .entered(cell)
      case .full(let member): return .queue(member.agent, cell: member.cell)
      case .changed: continue
      case .none:
        let hasChanged = registry.generation.load(ordering: .acquiring) != generation
        if !hasChanged { return .none(nobody(group, route.rejections)) }
      }
    }
    return .none(
      RoundhouseError(
        .noHealthyAgent, "the agents of \(call.capability) are being changed", remedy: "try again",
        capability: call.capability))
  }

  struct Route {
    var members: [CapabilityGroup.Member] = []
    var rejections: [Rejection] = []
  }

  /// Who would be asked, in order, and who not. Takes nothing.
  func route(
    _ group: CapabilityGroup, _ options: CallOptions, tried: [UInt32] = [], circle: [CircleLink] = []
  ) -> Route {
    var route = Route()
    let now = clock.now
    for member in group.members {
      if let rejection = rejection(of: member, options, tried, circle, now) {
        route.rejections.append(rejection)
      } else {
        route.members.append(member)
      }
    }
    let drawn = group.isShared ? drawTrials(&route, options) : []
    // Each gate is looked at once: it may change meanwhile.
    let split = route.members.map { (member: $0, isDegraded: isDegraded($0)) }
    route.members = ordered(split.filter { !$0.isDegraded }.map(\.member), group.strategy, options)
    // A degraded agent stands behind the healthy ones of its own priority.
    for (member, isDegraded) in split where isDegraded {
      let place = route.members.firstIndex { $0.priority < member.priority } ?? route.members.count
      route.members.insert(member, at: place)
    }
    // A new generation stands right before the one that takes the call over if it fails.
    for member in drawn {
      let place = route.members.firstIndex { $0.agent.id == member.agent.id } ?? route.members.count
      route.members.insert(member, at: place)
    }
    return route
  }

  private func isDegraded(_ member: CapabilityGroup.Member) -> Bool {
    Gate.state(cells.cells[Int(member.cell)].gate.load(ordering: .acquiring)) == .degraded
  }

  private enum Entering {
    case entered(UInt32)
    case full(CapabilityGroup.Member)
    case changed
    case none
  }

  /// Takes a place at the first that has one; those that have none are added to the rejections.
  private func enter(_ route: inout Route) -> Entering {
    var full: CapabilityGroup.Member?
    var wasClosed = false
    for member in route.members {
      let cell = cells.cells + Int(member.cell)
      let isTrial = Gate.isBroken(cell.pointee.gate.load(ordering: .acquiring))
      if isTrial, !member.agent.beginTrial(member.cell, clock) {
        route.rejections.append(
          Rejection(agent: member.agent.id, reason: .breakerOpen, detail: "a trial call is on its way"))
        continue
      }
      let entrance = member.agent.leaderCell.pointee.enter(limit: member.agent.limit)
      if isTrial, entrance != .entered { member.agent.forgetTrial(member.cell, clock) }
      switch entrance {
      case .entered: return .entered(member.cell)
      case .full:
        if full == nil && member.agent.hasQueueRoom { full = member }
        route.rejections.append(busy(member.agent))
      case .closed: wasClosed = true
      }
    }
    if let full { return .full(full) }
    return wasClosed ? .changed : .none
  }

  private func busy(_ agent: AgentRecord) -> Rejection {
    Rejection(
      agent: agent.id, reason: .busy,
      detail: "it is busy with \(agent.limit) calls, and \(agent.manifest.limits.queue) wait already")
  }

  private func rejection(
    of member: CapabilityGroup.Member, _ options: CallOptions, _ tried: [UInt32], _ circle: [CircleLink],
    _ now: Nanoseconds
  ) -> Rejection? {
    let agent = member.agent
    func rejected(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
      Rejection(agent: agent.id, reason: reason, detail: detail)
    }
    if !options.agent.isEmpty && options.agent != agent.id {
      return rejected(.otherAgent, "the request names \(options.agent)")
    }
    if !options.agentVersion.isEmpty && options.agentVersion != agent.manifest.version {
      return rejected(
        .otherVersion, "it is version \(agent.manifest.version), the request names \(options.agentVersion)")
    }
    if tried.contains(member.cell) { return rejected(.failed, "it was asked already and failed") }
    if let missing = options.tags.first(where: { !member.capability.tags.contains($0) }) {
      return rejected(.missingTag, "it lacks the tag \(missing)")
    }
    let above = circle.filter { $0.instance == agent.instance.number }
    // The calls above hold places that they give back only after this one: if they hold all, it would wait for ever.
    if above.contains(where: { $0.capability == member.capability.name }) || above.count >= agent.limit {
      return rejected(.inCircle, "it is waiting for this very call")
    }
    return gateRejection(cells.cells[Int(member.cell)].gate.load(ordering: .acquiring), agent, now, rejected)
  }

  private func gateRejection(
    _ gate: UInt64, _ agent: AgentRecord, _ now: Nanoseconds, _ rejected: (Rejection.Reason, String) -> Rejection
  ) -> Rejection? {
    if Gate.isBroken(gate) {
      let time = Gate.trialTime(gate)
      if now >= time { return nil }
      return rejected(.breakerOpen, "its last calls failed; it is tried again in \((time - now) / 1_000_000) ms")
    }
    // Seen only by who has an older group, who then asks the newer one.
    if gate == Gate.withdrawn { return rejected(.withdrawn, "it has just withdrawn the capability") }
    if gate & 0xFF == Gate.onTrial { return rejected(.breakerOpen, "a trial call is on its way") }
    guard let state = Gate.state(gate), state != .degraded else { return nil }
    let reason = agent.core.withLock { $0.health.reason }
    return rejected(Rejection.Reason(rawValue: state.rawValue) ?? .unhealthy, reason)
  }

  /// The order of asking: priority, then the strategy within one priority.
  private func ordered(
    _ members: [CapabilityGroup.Member], _ strategy: RoutingStrategy, _ options: CallOptions
  ) -> [CapabilityGroup.Member] {
    var order: [CapabilityGroup.Member] = []
    var rest = members[...]
    while let priority = rest.first?.priority {
      let peers = rest.prefix { $0.priority == priority }
      order += peers.count == 1 ? Array(peers) : arranged(Array(peers), strategy, options)
      rest = rest.dropFirst(peers.count)
    }
    return order
  }

  private func arranged(
    _ peers: [CapabilityGroup.Member], _ strategy: RoutingStrategy, _ options: CallOptions
  ) -> [CapabilityGroup.Member] {
    switch strategy {
    case .sticky where !options.session.isEmpty:
      return peers.sorted { stickiness($0, options.session) > stickiness($1, options.session) }
    case .leastBusy:
      // Read once for each: other threads change the figures while this one sorts.
      return peers.shuffled().map { (member: $0, inFlight: $0.agent.leaderCell.pointee.inFlight) }
        .sorted { $0.inFlight < $1.inFlight }.map(\.member)
    case .roundRobin:
      let start = Int(peers[0].agent.nextTurn(peers[0].cell) % UInt64(peers.count))
      return Array(peers[start...] + peers[..<start])
    case .weighted: return weighted(peers)
    case .powerOfTwo, .sticky: return powerOfTwo(peers)
    }
  }

  private func powerOfTwo(_ peers: [CapabilityGroup.Member]) -> [CapabilityGroup.Member] {
    var order = peers.shuffled()
    // One in sixteen goes where it fell, so that an agent which was slow once is not forgotten for ever.
    let mayCompare = UInt8.random(in: 0..<16) != 0
    if order.count > 1, mayCompare, load(order[1]) < load(order[0]) { order.swapAt(0, 1) }
    return order
  }

  private func load(_ member: CapabilityGroup.Member) -> UInt64 {
    let inFlight = UInt64(member.agent.leaderCell.pointee.inFlight)
    return (inFlight + 1) &* (cells.cells[Int(member.cell)].averageLatency + 1)
  }

  /// Draws without putting back, in proportion to weight; weight 0 comes last.
  private func weighted(_ peers: [CapabilityGroup.Member]) -> [CapabilityGroup.Member] {
    var rest = peers
    var order: [CapabilityGroup.Member] = []
    while !rest.isEmpty {
      let sum = rest.reduce(0) { $0 + $1.weight }
      guard sum > 0 else { return order + rest }
      var draw = Int.random(in: 0..<sum)
      let place = rest.firstIndex { member in
        draw -= member.weight
        return draw < 0
      }
      order.append(rest.remove(at: place ?? 0))
    }
    return order
  }

  /// Rendezvous hashing: a session keeps its agent while others come and go.
  private func stickiness(_ member: CapabilityGroup.Member, _ session: String) -> UInt64 {
    var text = "\(member.agent.id)\u{0}\(session)"
    return text.withUTF8 { NameHash(UnsafeRawBufferPointer($0), version: 0, key: registry.key).index }
  }
}
