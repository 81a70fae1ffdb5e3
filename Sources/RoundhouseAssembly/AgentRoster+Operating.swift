internal import RoundhouseDiscovery
internal import RoundhouseHost
package import RoundhouseModel
internal import RoundhouseStore
internal import Synchronization

// What operators do. Each change is in the host first, then it is made to last.
extension AgentRoster: AgentOperating {
  package func setEnabled(_ agent: String, _ enabled: Bool, isTemporary: Bool) throws(RoundhouseError) {
    try perform(agent, isTemporary: isTemporary) { (host) throws(RoundhouseError) in
      try host.setEnabled(agent, enabled)
    } change: {
      $0.enabled = enabled
    }
    guard enabled, try confinements.lift(agent), let found = scan[agent] else { return }
    changes.withLock { _ in load([found.bundle], log) }
  }

  package func change(_ agent: String, priority: Int?, weight: Int?, isTemporary: Bool) throws(RoundhouseError) {
    try perform(agent, isTemporary: isTemporary) { (host) throws(RoundhouseError) in
      try host.change(agent, priority: priority, weight: weight)
    } change: { settings in
      settings.priority = priority ?? settings.priority
      settings.weight = weight ?? settings.weight
    }
  }

  package func reload(_ agent: String?) throws(RoundhouseError) {
    guard let agent else { return rescan(readsAnew: true, retriesFailures: true) }
    let before = latest(agent)
    rescan(readsAnew: true)
    guard let found = scan[agent] else {
      if let rejected = scan.rejected.first(where: { $0.id == agent }) { throw Self.error(rejected) }
      _ = try host.agent(agent)
      return
    }
    // If the files had changed the rescan has loaded it already.
    let hasFailed = state.withLock { $0.failures[agent] != nil }
    if !hasFailed, latest(agent) != before { return }
    changes.withLock { _ in load([found.bundle], log) }
    if let failure = state.withLock({ $0.failures[agent] }) { throw failure.error }
  }

  package func replace(_ agent: String, _ settings: ReplacementSettings) throws(RoundhouseError) {
    try explaining(agent) { () throws(RoundhouseError) in try host.replace(agent, settings) }
  }

  package func promote(_ agent: String) throws(RoundhouseError) {
    try explaining(agent) { () throws(RoundhouseError) in try host.promote(agent) }
  }

  /// Not while agents are loaded: what is being made would take the place of what comes back.
  package func rollBack(_ agent: String) throws(RoundhouseError) {
    try changes.withLock { _ throws(RoundhouseError) in
      try explaining(agent) { () throws(RoundhouseError) in try host.rollBack(agent) }
    }
  }

  /// One agent's replacements; for one that was refused the reason instead of just "unknown".
  package func history(of agent: String) throws(RoundhouseError) -> [ReplacementReport] {
    try explaining(agent) { () throws(RoundhouseError) in try host.history(of: agent) }
  }

  package func rejections() -> [RejectedStatus] {
    let rejected = scan.rejected.map {
      RejectedStatus(id: $0.id, path: $0.path, reason: $0.reason, remedy: $0.remedy)
    }
    return (rejected + failures.map(\.status)).sorted { $0.path < $1.path }
  }

  /// One agent's status; for one that was refused the reason instead of just "unknown".
  package func status(of agent: String) throws(RoundhouseError) -> AgentStatus {
    try explaining(agent) { () throws(RoundhouseError) in try host.agent(agent) }
  }

  /// What tells whether an agent was made anew, or is about to be.
  private func latest(_ agent: String) -> [Int64] {
    guard let generation = (try? host.agent(agent))?.generation else { return [] }
    return [Int64(generation), (try? host.history(of: agent))?.first?.steps.first?.time ?? 0]
  }

  private func perform(
    _ agent: String, isTemporary: Bool, _ act: (Host) throws(RoundhouseError) -> Void,
    change: (inout AgentSettings) -> Void
  ) throws(RoundhouseError) {
    try changes.withLock { _ throws(RoundhouseError) in
      try explaining(agent) { () throws(RoundhouseError) in try act(host) }
      let lasting = state.withLock { state in
        change(&state.settings[agent, default: AgentSettings()])
        guard !isTemporary else { return nil as [String: AgentSettings]? }
        change(&state.lasting[agent, default: AgentSettings()])
        return state.lasting
      }
      if let lasting, let store { try store.save(lasting) }
    }
  }

  /// An agent that is not there may have been found and refused: that says more than that it is unknown.
  private func explaining<Value>(
    _ agent: String, _ act: () throws(RoundhouseError) -> Value
  ) throws(RoundhouseError) -> Value {
    do throws(RoundhouseError) { return try act() } catch {
      guard error.code == .unknownAgent, let rejection = rejections().first(where: { $0.id == agent }) else {
        throw error
      }
      throw RoundhouseError(
        .unknownAgent, "\(agent) is not loaded: \(rejection.reason)", remedy: rejection.remedy, agent: agent,
        path: rejection.path)
    }
  }

  private static func error(_ rejected: RejectedAgent) -> RoundhouseError {
    RoundhouseError(
      .invalidManifest, "\(rejected.path): \(rejected.reason)", remedy: rejected.remedy, agent: rejected.id,
      path: rejected.path)
  }
}
