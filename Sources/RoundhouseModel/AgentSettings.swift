/// What an operator changed of one agent while the host ran; nil leaves the configuration's own value.
package struct AgentSettings: Sendable, Equatable {
  package var enabled: Bool?
  /// 0 to 1000, higher first.
  package var priority: Int?
  /// The share under the weighted strategy, 0 to 1000; 0 gets nothing.
  package var weight: Int?

  package init(enabled: Bool? = nil, priority: Int? = nil, weight: Int? = nil) {
    self.enabled = enabled
    self.priority = priority
    self.weight = weight
  }

  /// Whether nothing was changed.
  package var isEmpty: Bool { self == AgentSettings() }
}
