internal import CPlatform
internal import RoundhouseIsolation
internal import RoundhouseLoading
package import RoundhouseModel
internal import Synchronization

// What is told of the agents, for people and programs. Each is a value of one moment.
extension Host {
  /// Sorted by id.
  package func agents() -> [AgentStatus] {
    shares.fold()
    return registry.agents.map { status($0) }
  }

  package func agent(_ id: String) throws(RoundhouseError) -> AgentStatus {
    shares.fold()
    return status(try record(id))
  }

  /// Sorted by name and version.
  package func capabilities() -> [CapabilityStatus] {
    registry.groups.compactMap { group in
      guard let first = group.members.first else { return nil }
      var status = CapabilityStatus(
        first.capability,
        agents: group.members.map { member in
          let state = member.agent.core.withLock { $0.health.state }
          let gate = member.agent.cell(member.cell).pointee.gate.load(ordering: .relaxed)
          return CapabilityStatus.Offer(
            agent: member.agent.id, priority: member.priority, state: state,
            isRoutable: gate == Gate.open || Gate.state(gate) == .degraded, isAnnounced: member.offer.isAnnounced)
        })
      if status.description.isEmpty {
        status.description = group.members.first { !$0.capability.description.isEmpty }?.capability.description ?? ""
      }
      return status
    }
  }

  /// What the router would do with such a request now.
  package func explain(_ capability: String, _ options: CallOptions) throws(RoundhouseError) -> RouteExplanation {
    let (name, version) = try CapabilityName.split(capability)
    var options = options
    if version != 0 { options.version = version }
    return try router.explain(name, options)
  }

  package func statistics() -> HostStatistics {
    shares.fold()
    var statistics = HostStatistics()
    let agents = registry.agents
    statistics.version = configuration.version
    statistics.uptime = clock.now &- startTime
    statistics.agents = agents.count
    for agent in agents {
      let (state, queued, stuck, isEnabled) = agent.core.withLock {
        ($0.health.state, $0.queue.count, $0.stuck, $0.health.isEnabled)
      }
      if isEnabled { statistics.enabledAgents += 1 }
      if state == .healthy || state == .degraded { statistics.routableAgents += 1 }
      statistics.inFlight += agent.inFlight
      statistics.queued += queued
      statistics.stuckCalls += stuck
    }
    statistics.capabilities = registry.groups.count
    statistics.generation = registry.generation.load(ordering: .relaxed)
    let counts = threads.counts
    statistics.threads = counts.threads
    statistics.stuckThreads = counts.stuck
    statistics.failovers = failovers.load(ordering: .relaxed)
    statistics.refusedRetries = retries.refused.load(ordering: .relaxed)
    statistics.calls = book.sum
    statistics.residentMemory = ProcessMemory.resident
    return statistics
  }

  private func status(_ agent: AgentRecord) -> AgentStatus {
    let replacement = replacement(of: agent.id)
    return agent.core.withLock { core in
      var status = AgentStatus(manifest: agent.manifest, state: core.health.state)
      status.reason = core.health.reason
      status.since = core.since
      status.generation = agent.generation
      status.tier = agent.tier
      status.confinement = agent.bundle.confinement
      status.worker = agent.worker?.figures
      status.priority = core.priority
      status.weight = core.weight
      status.isBlocking = core.isBlocking
      status.path = agent.bundle.manifestPath
      status.library = agent.library
      status.sha256 = agent.sha256
      status.inFlight = agent.inFlight
      status.replacement = replacement
      status.queued = core.queue.count
      status.stuck = core.stuck
      status.misbehaviours = core.misbehaviours
      status.lastMisbehaviour = core.lastMisbehaviour
      status.capabilities = core.offers.entries.filter { !$0.isWithdrawn }.map { entry in
        CapabilityOfAgent(
          capability: entry.offer.capability, isAnnounced: entry.offer.isAnnounced, breaker: entry.breaker.state,
          calls: book.statistics(of: entry.offer.cell))
      }
      return status
    }
  }
}
