package import RoundhouseModel

// How agents are replaced.
extension Configuration {
  /// What holds for agents of which the file says nothing else.
  package var replacement: ReplacementPolicy {
    var policy = ReplacementPolicy()
    if case .count(let share) = value(.replacementShare) { policy.share = share }
    if case .count(let calls) = value(.replacementCalls) { policy.calls = calls }
    if case .ratio(let points) = value(.replacementErrors) { policy.errors = points }
    if case .ratio(let factor) = value(.replacementLatency) { policy.latency = factor }
    if case .duration(let length) = value(.replacementQuiet) { policy.quiet = length }
    if case .duration(let length) = value(.replacementTimeout) { policy.timeout = length }
    policy.hold = value(.replacementHold) == .toggle(true)
    return policy
  }

  /// What holds for one agent.
  func replacement(of id: String) -> ReplacementPolicy {
    agent(id)?.replacement.applied(to: replacement) ?? replacement
  }
}
