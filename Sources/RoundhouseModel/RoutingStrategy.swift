/// How one is chosen among healthy agents of the same priority.
package enum RoutingStrategy: String, Sendable, CaseIterable {
  /// The less loaded and faster of two picked at random.
  case powerOfTwo = "power-of-two"
  case roundRobin = "round-robin"
  case leastBusy = "least-busy"
  /// In proportion to the agents' weights.
  case weighted
  /// One session stays with one agent as long as it is healthy.
  case sticky
}
