package import RoundhouseIsolation
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
  /// Calls to others that one agent may have open: fewer than an agent usually has places, so that one caller does not
  /// take them all.
  package var callsAtOnce = 32
  /// Requests for state that one agent may have open.
  package var stateRequestsAtOnce = 64
  /// Attempts of one call.
  package var maximumAttempts = 4
  /// A call on its caller's own thread that takes longer makes the agent a suspect, whose next calls are measured.
  ///
  /// Measured means: processor time and voluntary waits, so that an agent is not blamed when the system itself took the
  /// thread away. One measured call over the limit, and the agent is treated as blocking from then on.
  package var inlineLimit: Nanoseconds = .milliseconds(5)
  /// So many calls of a suspect are measured.
  package var suspectCalls = 32
  /// A call on its caller's own thread that has not come back by then is reported, and another listener takes over.
  package var inlineAlarm: Nanoseconds = .milliseconds(500)
  /// How long an agent's calls may go on when it is removed.
  package var drainTime: Nanoseconds = .seconds(10)
  /// Capabilities that one agent may have announced at once; the same figure stands in roundhouse.h.
  package var announcements = 256
  /// Different ones that one instance may announce in its life: each keeps a cell until the instance is destroyed.
  package var announcementsEver = 4096
  /// Different libraries in this process.
  package var images = 64
  /// Whether the log warns of each agent whose foreign functions run inside the host: not for a host of one call.
  package var warnsOfForeignAgents = true
  /// Agents in processes of their own.
  package var worker = WorkerConfiguration()
  package var version = "0.1.0"

  package init() {}
}
