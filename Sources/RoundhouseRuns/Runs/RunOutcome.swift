package import RoundhouseModel

/// What a run came to.
package struct RunOutcome: Sendable {
  package var number: RunNumber
  package var state: RunState
  package var output: [UInt8] = []
  /// nil if it has completed.
  package var error: RoundhouseError?
}
