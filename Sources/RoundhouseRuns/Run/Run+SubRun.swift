internal import RoundhouseModel

extension Run {
  /// Starts a run of another workflow and waits for it. It has a number and a journal of its own, goes on after a crash
  /// by itself, uses this run's budget and ends with it.
  package func start(
    _ workflow: String, _ input: [UInt8] = [], id: String? = nil
  ) async throws(RunError) -> [UInt8] {
    let key = path(unique(id ?? workflow))
    let entry = try recorded(key, .child)
    if let entry, entry.status == .finished { return entry.body }
    if let entry, entry.status == .failed { throw .step(StepFailure(recorded: entry)) }
    try core.check()
    guard let runs = core.runs else { throw unrecorded(workflow, key) }
    let outcome: RunOutcome
    do throws(RoundhouseError) {
      let child = entry.flatMap { RunNumber(String(decoding: $0.body, as: UTF8.self)) }
      outcome = try await runs.carryOutChild(of: self, key, child, workflow, input)
    } catch {
      throw .step(StepFailure(key: key, error: error))
    }
    try core.check()
    if outcome.state == .completed {
      core.put(key, .child, .finished) { $0.body = outcome.output }
      try await core.commit()
      return outcome.output
    }
    let error = outcome.error ?? RoundhouseError(.internal, "the run \(outcome.number) is \(outcome.state.name)")
    let failure = StepFailure(key: key, error: error)
    core.put(key, .child, .failed) { $0.body = failure.json }
    try await core.commit()
    throw .step(failure)
  }

  private func unrecorded(_ workflow: String, _ key: String) -> RunError {
    .step(
      StepFailure(
        key: key,
        error: RoundhouseError(
          .unknownWorkflow, "a run that is not recorded cannot start \(workflow)",
          remedy: "submit the run, or call the workflow's code in a scope")))
  }
}
