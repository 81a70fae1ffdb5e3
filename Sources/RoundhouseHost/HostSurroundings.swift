package import RoundhouseModel

/// What the host needs from other rooms, put in by Assembly.
package struct HostSurroundings: Sendable {
  package var clock: any Clock
  package var log: any Logging
  package var metrics: any Metering
  package var state: any StateStoring
  /// A call holds a listener's thread: somebody else should listen.
  package var listenerIsHeld: @Sendable () -> Void

  package init(
    clock: any Clock = SystemClock(), log: any Logging, metrics: any Metering, state: any StateStoring,
    listenerIsHeld: @escaping @Sendable () -> Void = {}
  ) {
    self.clock = clock
    self.log = log
    self.metrics = metrics
    self.state = state
    self.listenerIsHeld = listenerIsHeld
  }
}
