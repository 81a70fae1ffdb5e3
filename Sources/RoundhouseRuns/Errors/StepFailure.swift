package import RoundhouseModel

/// A step that has failed for good: its last error, and all that was tried before. An object, so that the results of
/// steps, most of which succeed, stay small.
package final class StepFailure: Error, Sendable {
  /// The step's key in its run.
  package let key: String
  /// The last attempt's error, unchanged.
  package let error: RoundhouseError
  /// Every failed attempt in order, the last one included; empty for a step that was not tried.
  package let attempts: [FailedAttempt]

  package init(key: String, error: RoundhouseError, attempts: [FailedAttempt] = []) {
    self.key = key
    self.error = error
    self.attempts = attempts
  }
}

/// One try of a step that failed.
package struct FailedAttempt: Sendable, Equatable {
  /// From 1.
  package var number: Int
  /// When it began, in milliseconds since 1970.
  package var at: Int64
  /// How long it took.
  package var took: Nanoseconds
  package var error: RoundhouseError
}
