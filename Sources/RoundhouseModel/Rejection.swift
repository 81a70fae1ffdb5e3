/// Why an agent was not asked.
package struct Rejection: Sendable, Equatable {
  package var agent: String
  /// A short word that programs can rely on: `disabled`, `unhealthy`, `busy`, …
  package var reason: Reason
  /// The same for people, with what is known: since when, until when, why.
  package var detail: String

  package enum Reason: String, Sendable, CaseIterable {
    case starting, disabled, draining, unhealthy, quarantined, busy, failed
    case breakerOpen = "breaker_open"
    case otherAgent = "other_agent"
    case otherVersion = "other_version"
    case missingTag = "missing_tag"
    case inCircle = "in_circle"
    case tooSlow = "too_slow"
    case lowerPriority = "lower_priority"
    case degraded
    case withdrawn
    /// A new generation that has a share of its agent's calls, and this call is not among them.
    case onTrial = "on_trial"
  }

  package init(agent: String, reason: Reason, detail: String) {
    self.agent = agent
    self.reason = reason
    self.detail = detail
  }
}
