package import RoundhouseModel

/// What the host needs from other rooms, put in by Assembly.
package struct HostSurroundings: Sendable {
  package var clock: any Clock
  package var log: any Logging
  package var metrics: any Metering
  package var state: any StateStoring
  /// Tries new generations where they can harm nobody; nil: they are tried in the host itself.
  package var probe: (any AgentProbing)?
  /// Keeps what became of replacements; nil: it is forgotten with the host.
  package var history: (any HistoryKeeping)?
  /// Carries out agents that are documents; nil: there can be none.
  package var workflows: (any WorkflowPublishing)?
  /// A call holds a listener's thread: somebody else should listen.
  package var listenerIsHeld: @Sendable () -> Void

  package init(
    clock: any Clock = SystemClock(), log: any Logging, metrics: any Metering, state: any StateStoring,
    probe: (any AgentProbing)? = nil, history: (any HistoryKeeping)? = nil,
    workflows: (any WorkflowPublishing)? = nil, listenerIsHeld: @escaping @Sendable () -> Void = {}
  ) {
    self.clock = clock
    self.log = log
    self.metrics = metrics
    self.state = state
    self.probe = probe
    self.history = history
    self.workflows = workflows
    self.listenerIsHeld = listenerIsHeld
  }
}
