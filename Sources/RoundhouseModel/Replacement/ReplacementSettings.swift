/// What an operator says of one agent's replacements; nil leaves the policy's own value.
package struct ReplacementSettings: Sendable, Equatable {
  /// Within ``ReplacementPolicy/shares``.
  package var share: Int?
  package var calls: Int?
  package var errors: Double?
  package var latency: Double?
  package var quiet: Nanoseconds?
  package var timeout: Nanoseconds?
  package var hold: Bool?

  package init(share: Int? = nil, hold: Bool? = nil) {
    self.share = share
    self.hold = hold
  }

  /// Whether nothing is said.
  package var isEmpty: Bool { self == ReplacementSettings() }

  /// The policy with these values in the place of its own.
  package func applied(to policy: ReplacementPolicy) -> ReplacementPolicy {
    var policy = policy
    policy.share = share ?? policy.share
    policy.calls = calls ?? policy.calls
    policy.errors = errors ?? policy.errors
    policy.latency = latency ?? policy.latency
    policy.quiet = quiet ?? policy.quiet
    policy.timeout = timeout ?? policy.timeout
    policy.hold = hold ?? policy.hold
    return policy
  }

  /// Refuses a share that is none.
  /// - Throws: `badRequest`, with the value to choose instead.
  package func check(of agent: String) throws(RoundhouseError) {
    guard let share, !ReplacementPolicy.shares.contains(share) else { return }
    throw RoundhouseError(
      .badRequest, "a share of \(share) per cent is not between 0 and 100",
      remedy: share < 0 ? "choose 0 or more" : "choose 100 or less", agent: agent)
  }
}
