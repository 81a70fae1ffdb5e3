/// What an operator changed of one agent while the host ran; nil leaves the configuration's own value.
package struct AgentSettings: Sendable, Equatable {
  package var enabled: Bool?
  /// Within ``priorities``, higher first.
  package var priority: Int?
  /// The share under the weighted strategy, within ``weights``; 0 gets nothing.
  package var weight: Int?

  /// The bounds wherever a priority is named: manifest, configuration, command and host.
  package static let priorities = 0...1000
  /// The bounds wherever a weight is named.
  package static let weights = 0...1000

  package init(enabled: Bool? = nil, priority: Int? = nil, weight: Int? = nil) {
    self.enabled = enabled
    self.priority = priority
    self.weight = weight
  }

  /// Whether nothing was changed.
  package var isEmpty: Bool { self == AgentSettings() }

  /// Refuses what is out of bounds.
  /// - Throws: `badRequest`, with the value to choose instead.
  package func check(of agent: String) throws(RoundhouseError) {
    for (name, value, bounds) in [("priority", priority, Self.priorities), ("weight", weight, Self.weights)] {
      guard let value, !bounds.contains(value) else { continue }
      let bound = value < bounds.lowerBound ? "\(bounds.lowerBound) or more" : "\(bounds.upperBound) or less"
      throw RoundhouseError(
        .badRequest, "\(name) \(value) is not between \(bounds.lowerBound) and \(bounds.upperBound)",
        remedy: "choose \(bound)", agent: agent)
    }
  }
}
