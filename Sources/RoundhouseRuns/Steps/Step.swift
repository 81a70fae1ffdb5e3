package import RoundhouseModel

/// What a step says beside what it does: how it is repeated, how long it may take, what it may cost.
package struct Step: Sendable, Equatable {
  /// What a repeat after a crash may do.
  package enum Repeats: String, Sendable, CaseIterable {
    /// A repeat changes nothing that the first did not, or the agent knows the idempotency key. The default.
    case idempotent
    /// Never repeated by itself: one that was begun and not finished waits for a decision. Costs a second commit.
    case atMostOnce = "at-most-once"
    /// Reads only. Treated like `idempotent`: recorded, and repeated at will.
    case pure
  }

  package var retry: Retry
  package var repeats: Repeats
  /// For one attempt; nil takes the capability's own.
  package var timeout: Nanoseconds?
  /// For all attempts and the waits between them; nil for no limit.
  package var within: Nanoseconds?
  /// Ask this agent and no other.
  package var agent: String
  /// The capability's version; 0 takes the highest.
  package var version: UInt32

  package init(
    retry: Retry = .never, repeats: Repeats = .idempotent, timeout: Nanoseconds? = nil, within: Nanoseconds? = nil,
    agent: String = "", version: UInt32 = 0
  ) {
    self.retry = retry
    self.repeats = repeats
    self.timeout = timeout
    self.within = within
    self.agent = agent
    self.version = version
  }
}
