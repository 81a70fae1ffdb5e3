package import RoundhouseModel

extension Run {
  /// Runs steps that undo what was done, although the run has failed, was cancelled or is out of time.
  ///
  /// They are recorded and repeated like all others. What they throw is thrown; what ended the run still stands.
  /// - Parameter timeout: for all of it, whatever time the run has left.
  package func compensation(
    _ id: String, timeout: Nanoseconds = .seconds(60), _ body: @escaping @Sendable (Run) async throws -> Void
  ) async throws(RunError) {
    let scope = path(unique(id))
    if let fault = core.fault, !fault.kind.allowsCompensation { throw .run(fault) }
    let core = core.shielded(until: core.clock.now &+ timeout)
    // A task of its own: the run's may be cancelled, and would take each call with it.
    let error: RunError? = await Task(executorPreference: core.journal?.loop) {
      do {
        try await body(Run(core, scope: scope))
        return nil
      } catch {
        return RunError(error, step: scope)
      }
    }.value
    if let error { throw error }
  }
}

extension RunFault.Kind {
  /// Whether there is anything to undo, and this host may.
  fileprivate var allowsCompensation: Bool {
    switch self {
    case .cancelled, .timedOut, .budgetExceeded: true
    case .diverged, .inDoubt, .unknownWorkflow, .parked, .storeLost: false
    }
  }
}
