/// What the router would do with a request now, and why.
package struct RouteExplanation: Sendable {
  package var capability: String
  package var version: UInt32
  package var strategy: RoutingStrategy
  /// The agents that would be asked, the first one first.
  package var candidates: [Candidate]
  package var rejections: [Rejection]

  package struct Candidate: Sendable {
    package var agent: String
    package var priority: Int
    package var state: AgentState
    package var inFlight: Int
    /// Moving average, in nanoseconds.
    package var latency: Nanoseconds
    /// Why it stands at this place.
    package var detail: String

    package init(
      agent: String, priority: Int, state: AgentState, inFlight: Int, latency: Nanoseconds, detail: String
    ) {
      self.agent = agent
      self.priority = priority
      self.state = state
      self.inFlight = inFlight
      self.latency = latency
      self.detail = detail
    }
  }

  package init(
    capability: String, version: UInt32, strategy: RoutingStrategy, candidates: [Candidate], rejections: [Rejection]
  ) {
    self.capability = capability
    self.version = version
    self.strategy = strategy
    self.candidates = candidates
    self.rejections = rejections
  }
}
