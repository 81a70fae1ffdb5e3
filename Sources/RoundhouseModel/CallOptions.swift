/// All that a request says beside its capability and its payload.
package struct CallOptions: Sendable {
  /// Absolute, on the monotonic clock; 0 takes the capability's own timeout.
  package var deadline: Nanoseconds = 0
  /// The capability's integer version; 0 takes the highest that is registered.
  package var version: UInt32 = 0
  /// Whether nothing was said but deadline and version: then the host takes the short way. Kept, because it is asked for
  /// each call; all else is set through this, so that nothing can be said that is overlooked.
  package private(set) var isPlain = true
  private var details = Details()

  package init() {}
}

extension CallOptions {
  private struct Details: Sendable {
    var agent = ""
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

  /// Ask this agent and no other.
  package var agent: String {
    get { details.agent }
    set { (details.agent, isPlain) = (newValue, false) }
  }
  /// Ask an agent of this version and no other: `1.2.0`.
  package var agentVersion: String {
    get { details.agentVersion }
    set { (details.agentVersion, isPlain) = (newValue, false) }
  }
  /// Every one of these must be among the capability's tags.
  package var tags: [String] {
    get { details.tags }
    set { (details.tags, isPlain) = (newValue, false) }
  }
  /// Requests of one session go to one agent, where the strategy is sticky.
  package var session: String {
    get { details.session }
    set { (details.session, isPlain) = (newValue, false) }
  }
  package var caller: String {
    get { details.caller }
    set { (details.caller, isPlain) = (newValue, false) }
  }
  package var principal: String {
    get { details.principal }
    set { (details.principal, isPlain) = (newValue, false) }
  }
  package var idempotencyKey: String {
    get { details.idempotencyKey }
    set { (details.idempotencyKey, isPlain) = (newValue, false) }
  }
  package var runKey: String {
    get { details.runKey }
    set { (details.runKey, isPlain) = (newValue, false) }
  }
  /// Empty means `application/json`.
  package var contentType: String {
    get { details.contentType }
    set { (details.contentType, isPlain) = (newValue, false) }
  }
  package var traceHigh: UInt64 {
    get { details.traceHigh }
    set { (details.traceHigh, isPlain) = (newValue, false) }
  }
  package var traceLow: UInt64 {
    get { details.traceLow }
    set { (details.traceLow, isPlain) = (newValue, false) }
  }
  package var spanID: UInt64 {
    get { details.spanID }
    set { (details.spanID, isPlain) = (newValue, false) }
  }
  /// Whether chunks are handed over as they come, instead of joined into one payload.
  package var wantsChunks: Bool {
    get { details.wantsChunks }
    set { (details.wantsChunks, isPlain) = (newValue, false) }
  }
}
