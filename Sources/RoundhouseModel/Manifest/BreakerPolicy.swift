/// When an agent is left alone for one of its capabilities, and for how long.
package struct BreakerPolicy: Sendable, Equatable {
  /// So many failed calls in a row open the breaker.
  package var failureThreshold = 5
  /// How long it stays open the first time; doubled each time up to `maximumOpenTime`.
  package var openTime: Nanoseconds = .seconds(1)
  package var maximumOpenTime: Nanoseconds = .seconds(60)
  /// So many good trial calls close it.
  package var successThreshold = 1

  package init() {}
}
