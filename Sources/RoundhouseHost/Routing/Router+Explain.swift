internal import RoundhouseModel
internal import Synchronization

// The router's decision as a value for people and programs.
extension Router {
  func explain(_ capability: String, _ options: CallOptions) throws(RoundhouseError) -> RouteExplanation {
    guard let group = registry.group(capability, version: options.version) else {
      throw unknown(capability, version: options.version)
    }
    let route = route(group, options)
    let highest = route.members.first?.priority
    let candidates = route.members.enumerated().map { place, member in
      let cell = cells.cells + Int(member.cell)
      return RouteExplanation.Candidate(
        agent: member.agent.id, priority: member.priority,
        state: member.agent.core.withLock { $0.health.state },
        inFlight: member.agent.leaderCell.pointee.inFlight, latency: cell.pointee.averageLatency,
        detail: detail(place, member, highest, group.strategy))
    }
    return RouteExplanation(
      capability: group.name, version: group.version, strategy: group.strategy, candidates: candidates,
      rejections: route.rejections)
  }

  private func detail(
    _ place: Int, _ member: CapabilityGroup.Member, _ highest: Int?, _ strategy: RoutingStrategy
  ) -> String {
    if Gate.state(cells.cells[Int(member.cell)].gate.load(ordering: .relaxed)) == .degraded {
      return "degraded: behind the healthy agents of its priority"
    }
    if let share = member.share { return "a new generation: it has \(share) % of its agent's calls, this one too" }
    if member.priority != highest { return "asked if those of higher priority fail" }
    return place == 0 ? "asked first" : "same priority, behind by \(strategy.rawValue)"
  }
}
