/// All that a request says beside its capability and its payload.
package struct CallOptions: Sendable {
  /// Absolute, on the monotonic clock; 0 takes the capability's own timeout.
  package var deadline: Nanoseconds = 0
  /// The capability's integer version; 0 takes the highest that is registered.
  package var version: UInt32 = 0
  /// Ask this agent and no other.
  package var agent = ""
  /// Every one of these must be among the capability's tags.
  package var tags: [String] = []
  /// Requests of one session go to one agent, where the strategy is sticky.
  package var session = ""
  package var caller = ""
  package var principal = ""
  package var idempotencyKey = ""
  package var runKey = ""
  /// Empty means `application/json`.
  package var contentType = ""
  package var traceHigh: UInt64 = 0
  package var traceLow: UInt64 = 0
  package var spanID: UInt64 = 0
  /// Whether chunks are handed over as they come, instead of joined into one payload.
  package var wantsChunks = false

  /// Whether nothing is said but deadline and version: then the host takes the short way.
  @inlinable
  package var isPlain: Bool {
    agent.isEmpty && tags.isEmpty && session.isEmpty && caller.isEmpty && principal.isEmpty && idempotencyKey.isEmpty
      && runKey.isEmpty && contentType.isEmpty && !wantsChunks && (traceHigh | traceLow | spanID) == 0
  }

  package init() {}
}
