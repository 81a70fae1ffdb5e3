/// Which events a subscriber wants. What is empty is not asked for.
package struct EventFilter: Sendable {
  package var run: RunNumber?
  package var agent = ""
  /// A whole type, or its beginning with a star behind it: `step:*`.
  package var type = ""

  package init(run: RunNumber? = nil, agent: String = "", type: String = "") {
    self.run = run
    self.agent = agent
    self.type = type
  }

  package func matches(_ event: RunEvent) -> Bool {
    (run == nil || run == event.run) && (agent.isEmpty || agent == event.agent) && matchesType(event.type)
  }

  private func matchesType(_ type: String) -> Bool {
    if self.type.isEmpty { return true }
    return self.type.hasSuffix("*") ? type.hasPrefix(self.type.dropLast()) : type == self.type
  }
}
