/// All that a request says beside its capability and its payload.
package struct CallOptions: Sendable {
  /// Absolute, on the monotonic clock; 0 takes the capability's own timeout.
  package var deadline: Nanoseconds = 0
  /// The capability's integer version; 0 takes the highest that is registered.
  package var version: UInt32 = 0
  /// Whether nothing was said but deadline and version: then the host takes the short way. Kept, because it is asked for
  /// each call; all else is set through this, so that nothing can be said that is overlooked.
  package private(set) var isPlain = true
  private var chosenAgent = ""
  /// One at most, and none for most calls: options are copied on their way, and what few say must not weigh on all.
  private var details: [Details] = []

  package init() {}

  /// What most calls say, at once.
  package init(deadline: Nanoseconds, version: UInt32, agent: String) {
    self.deadline = deadline
    self.version = version
    chosenAgent = agent
    isPlain = agent.isEmpty
  }
}

extension CallOptions {
  private struct Details: Sendable {
    var agentVersion = ""
    var tags: [String] = []
    var session = ""
    var caller = ""
    var principal = ""
    var idempotencyKey = ""
    var runKey = ""
    var contentType = ""
    var traceHigh: UInt64 = 0
    var traceLow: UInt64 = 0
    var spanID: UInt64 = 0
    var wantsChunks = false
  }

  @inline(__always)
  private mutating func say(_ change: (inout Details) -> Void) {
    isPlain = false
    if details.isEmpty { details = [Details()] }
    change(&details[0])
  }

  /// Ask this agent and no other.
  package var agent: String {
    get { chosenAgent }
    set { (chosenAgent, isPlain) = (newValue, false) }
  }
  /// Ask an agent of this version and no other: `1.2.0`.
  package var agentVersion: String {
    get { details.isEmpty ? "" : details[0].agentVersion }
    set { say { $0.agentVersion = newValue } }
  }
  /// Every one of these must be among the capability's tags.
  package var tags: [String] {
    get { details.isEmpty ? [] : details[0].tags }
    set { say { $0.tags = newValue } }
  }
  /// Requests of one session go to one agent, where the strategy is sticky.
  package var session: String {
    get { details.isEmpty ? "" : details[0].session }
    set { say { $0.session = newValue } }
  }
  package var caller: String {
    get { details.isEmpty ? "" : details[0].caller }
    set { say { $0.caller = newValue } }
  }
  package var principal: String {
    get { details.isEmpty ? "" : details[0].principal }
    set { say { $0.principal = newValue } }
  }
  package var idempotencyKey: String {
    get { details.isEmpty ? "" : details[0].idempotencyKey }
    set { say { $0.idempotencyKey = newValue } }
  }
  package var runKey: String {
    get { details.isEmpty ? "" : details[0].runKey }
    set { say { $0.runKey = newValue } }
  }
  /// Empty means `application/json`.
  package var contentType: String {
    get { details.isEmpty ? "" : details[0].contentType }
    set { say { $0.contentType = newValue } }
  }
  package var traceHigh: UInt64 {
    get { details.isEmpty ? 0 : details[0].traceHigh }
    set { say { $0.traceHigh = newValue } }
  }
  package var traceLow: UInt64 {
    get { details.isEmpty ? 0 : details[0].traceLow }
    set { say { $0.traceLow = newValue } }
  }
  package var spanID: UInt64 {
    get { details.isEmpty ? 0 : details[0].spanID }
    set { say { $0.spanID = newValue } }
  }
  /// Whether chunks are handed over as they come, instead of joined into one payload.
  package var wantsChunks: Bool {
    get { details.isEmpty ? false : details[0].wantsChunks }
    set { say { $0.wantsChunks = newValue } }
  }
}
