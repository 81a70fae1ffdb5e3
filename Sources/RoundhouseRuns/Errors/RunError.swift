package import RoundhouseModel

/// Why an effect of a run gave no result.
package enum RunError: Error, Sendable {
  /// A step has failed for good. A pattern may catch it and go another way.
  case step(StepFailure)
  /// The run itself cannot go on: every later effect throws the same, so that code which catches everything ends too.
  case run(RunFault)
}

extension RunError {
  /// What is told to whoever asked for the run.
  package var error: RoundhouseError {
    switch self {
    case .step(let failure): failure.error
    case .run(let fault): fault.error
    }
  }

  /// The failed step, if it was one; what a pattern catches.
  package var failure: StepFailure? { if case .step(let failure) = self { failure } else { nil } }

  /// What a workflow's code has thrown, as the kernel sees it.
  init(_ error: any Error, step key: String) {
    switch error {
    case let error as RunError: self = error
    case let error as RoundhouseError: self = .step(StepFailure(key: key, error: error))
    case let error as WorkflowFailure:
      self = .step(StepFailure(key: error.steps.count == 1 ? error.steps[0] : key, error: error.error))
    case is CancellationError: self = .run(.cancelled("its task was cancelled"))
    default:
      self = .step(StepFailure(key: key, error: RoundhouseError(.internal, "\(key) threw \(error)", hasStarted: true)))
    }
  }
}
