/// All that a request says beside its capability and its payload.
package struct CallOptions: Sendable {
  /// Absolute, on the monotonic clock; 0 takes the capability's own timeout.
  package var deadline: Nanoseconds = 0
  /// The capability's integer version; 0 takes the highest that is registered.
  package var version: UInt32 = 0
  /// Ask this agent and no other.
  package var agent = "" { didSet { isPlain = false } }
  /// Every one of these must be among the capability's tags.
  package var tags: [String] = [] { didSet { isPlain = false } }
  /// Requests of one session go to one agent, where the strategy is sticky.
  package var session = "" { didSet { isPlain = false } }
  package var caller = "" { didSet { isPlain = false } }
  package var principal = "" { didSet { isPlain = false } }
  package var idempotencyKey = "" { didSet { isPlain = false } }
  package var runKey = "" { didSet { isPlain = false } }
  /// Empty means `application/json`.
  package var contentType = "" { didSet { isPlain = false } }
  package var traceHigh: UInt64 = 0 { didSet { isPlain = false } }
  package var traceLow: UInt64 = 0 { didSet { isPlain = false } }
  package var spanID: UInt64 = 0
  /// Whether chunks are handed over as they come, instead of joined into one payload.
  package var wantsChunks = false { didSet { isPlain = false } }

  /// Whether nothing was said but deadline, version and span: then the host takes the short way.
  package private(set) var isPlain = true

  package init() {}
}
