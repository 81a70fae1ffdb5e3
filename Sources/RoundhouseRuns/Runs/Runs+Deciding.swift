package import RoundhouseModel
internal import Synchronization

extension Runs {
  /// Settles the step that a run is blocked by, and lets the run go on.
  /// - Throws: `unknownRun`; `conflict` if the run waits for no such decision.
  package func decide(_ number: RunNumber, _ decision: RunDecision) async throws(RoundhouseError) {
    try await committed()
    try await askStore { [self] () throws(RoundhouseError) in
      guard var record = try store.run(number) else { throw .unknownRun(number) }
      var past = try RunPast(of: number, in: store)
      guard record.state == .blocked, state.withLock({ $0.living[number] == nil }), let doubt = past.stepInDoubt else {
        throw RoundhouseError(
          .conflict, "\(number) is \(record.state.name) and waits for no decision about a step",
          remedy: "see `roundhouse runs show \(number)`")
      }
      var entry = doubt
      (entry.sequence, entry.at) = ((past.history.last?.sequence ?? 0) + 1, clock.wallClock / 1_000_000)
      switch decision {
      case .done(let answer): (entry.status, entry.body, entry.agent) = (.finished, answer, "decided")
      case .failed(let words):
        let error = RoundhouseError(.agentError, words, agentCode: "decided", hasStarted: true)
        (entry.status, entry.body) = (.failed, StepFailure(key: doubt.key, error: error).json)
      case .again:
        // What is done again is forgotten from here on.
        (entry.kind, entry.status, entry.key, entry.body) = (.end, .finished, Again.key, Again.body([doubt.key]))
      }
      past.history.append(entry)
      journal.put(.record(entry))
      // Its time is over by now, as somebody has thought about it.
      (record.state, record.deadline, record.error) = (.running, 0, [])
      journal.put(.update(RunChange(record, .running)))
      resume(record, past)
    }
  }
}

extension RunPast {
  /// The step that was begun and has no outcome.
  fileprivate var stepInDoubt: JournalEntry? {
    let calls = history.filter { $0.kind == .call }
    return calls.last { call in
      call.status == .started && !calls.contains { $0.key == call.key && $0.status != .started }
    }
  }
}
