/// When an agent is asked how it is, and what its answers mean.
package struct HealthPolicy: Sendable, Equatable {
  package var interval: Nanoseconds = .seconds(10)
  package var timeout: Nanoseconds = .seconds(1)
  /// So many failed checks in a row make it unhealthy.
  package var failureThreshold = 3
  /// So many good checks in a row make it healthy again.
  package var successThreshold = 1

  package init() {}
}
