/// All that the host knows of one agent at one moment, for people and programs.
package struct AgentStatus: Sendable {
  package var id: String
  package var version: String
  package var name: String
  package var description: String
  package var vendor: String
  package var kind: Manifest.Kind
  package var state: AgentState
  /// Why it is in this state; empty when healthy.
  package var reason: String
  /// Unix nanoseconds since when it is in this state.
  package var since: Int64
  package var tier: Tier
  /// Why it lives in a worker although nobody has said so; empty for most.
  package var confinement = ""
  /// Its process, if it lives in a worker.
  package var worker: WorkerFigures?
  package var generation: UInt64
  package var priority: Int
  package var weight: Int
  package var isBlocking: Bool
  package var concurrency: Manifest.Concurrency
  /// The manifest's path.
  package var path: String
  package var library: String
  /// The digest of the bytes that were loaded; empty for system libraries.
  package var sha256: String
  package var inFlight: Int
  package var queued: Int
  /// Calls whose caller was answered at the deadline and that the agent has not completed yet.
  package var stuck: Int
  /// How often it broke a rule of the ABI: late, double and foreign completions, and so on.
  package var misbehaviours: UInt64
  /// What it did last, if it misbehaved.
  package var lastMisbehaviour: String
  package var capabilities: [CapabilityOfAgent]
  /// The replacement that goes on; nil if none does.
  package var replacement: ReplacementReport?

  package init(manifest: Manifest, state: AgentState) {
    id = manifest.id
    version = manifest.version
    name = manifest.name
    description = manifest.description
    vendor = manifest.vendor
    kind = manifest.kind
    self.state = state
    reason = ""
    since = 0
    tier = .host
    generation = 1
    priority = manifest.priority
    weight = manifest.weight
    isBlocking = manifest.isBlocking
    concurrency = manifest.concurrency
    path = ""
    library = manifest.library.path
    sha256 = ""
    inFlight = 0
    queued = 0
    stuck = 0
    misbehaviours = 0
    lastMisbehaviour = ""
    capabilities = []
  }
}

/// One capability as one agent serves it.
package struct CapabilityOfAgent: Sendable {
  package var capability: Capability
  /// Whether the agent announced it while it lives, beside what its manifest declares.
  package var isAnnounced: Bool
  /// `closed`, `open` or `half-open`.
  package var breaker: BreakerState
  package var calls: CallStatistics

  package init(
    capability: Capability, isAnnounced: Bool = false, breaker: BreakerState = .closed,
    calls: CallStatistics = CallStatistics()
  ) {
    self.capability = capability
    self.isAnnounced = isAnnounced
    self.breaker = breaker
    self.calls = calls
  }
}

package enum BreakerState: String, Sendable {
  case closed, open
  case halfOpen = "half-open"
}
