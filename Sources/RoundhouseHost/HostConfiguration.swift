package import RoundhouseModel

/// The host's own figures. Every bound in one place.
package struct HostConfiguration: Sendable {
  /// Threads on which blocking agents run.
  package var threads = 64
  /// Calls that may wait for such a thread.
  package var threadQueue = 4096
  /// Retries for each call that was made, over all agents.
  package var retryShare = 0.1
  /// Retries that a second always allows.
  package var retryMinimum = 10
  /// Calls above one another.
  package var maximumDepth = 16
  /// Attempts of one call.
  package var maximumAttempts = 4
  /// A call on its caller's own thread that takes longer is a strike against the agent.
  package var inlineLimit: Nanoseconds = .milliseconds(5)
  /// So many strikes within a minute, or one call of twenty times the limit, make the agent blocking from then on.
  ///
  /// One strike would do on an idle machine; on a busy one the system itself takes a thread away for longer.
  package var inlineStrikes = 3
  /// A call on its caller's own thread that has not come back by then is reported, and another listener takes over.
  package var inlineAlarm: Nanoseconds = .milliseconds(250)
  /// How long an agent's calls may go on when it is removed.
  package var drainTime: Nanoseconds = .seconds(10)
  /// Different libraries in this process.
  package var images = 64
  package var version = "0.1.0"

  package init() {}
}
