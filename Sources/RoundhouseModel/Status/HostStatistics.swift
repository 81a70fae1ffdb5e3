/// The host in figures.
package struct HostStatistics: Sendable {
  package var version = ""
  package var uptime: Nanoseconds = 0
  package var agents = 0
  package var enabledAgents = 0
  package var routableAgents = 0
  package var capabilities = 0
  /// Grows by one with every change of the registry.
  package var generation: UInt64 = 0
  package var inFlight = 0
  package var queued = 0
  package var stuckCalls = 0
  package var threads = 0
  package var stuckThreads = 0
  package var failovers: UInt64 = 0
  /// Failovers that the retry budget refused.
  package var refusedRetries: UInt64 = 0
  package var calls = CallStatistics()
  /// Resident bytes of the process.
  package var residentMemory: UInt64 = 0

  package init() {}
}
