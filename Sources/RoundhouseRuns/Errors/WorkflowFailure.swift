package import RoundhouseModel

/// Thrown by a workflow that has not done what it should, and has something to show for it all the same: the run has
/// failed, and keeps its output.
package struct WorkflowFailure: Error, Sendable {
  package var error: RoundhouseError
  /// The keys of the steps that are done again when somebody sets the run going; empty for all that have failed.
  package var steps: [String]
  /// JSON
  package var output: [UInt8]

  package init(_ error: RoundhouseError, steps: [String], output: [UInt8]) {
    self.error = error
    self.steps = steps
    self.output = output
  }
}
