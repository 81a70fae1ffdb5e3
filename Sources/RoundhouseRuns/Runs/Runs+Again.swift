package import RoundhouseModel
internal import Synchronization

// Runs that have ended or are stuck, and are to go on.
extension Runs {
  /// Sets a run going again that failed, was cancelled, ran out of time or is blocked. What is finished stays finished;
  /// the steps that it failed of are done again.
  /// - Throws: `unknownRun`; `conflict` if it completed or is going on.
  package func goOnAgain(_ number: RunNumber) async throws(RoundhouseError) {
    // Its end may have been told and not be written yet.
    try await committed()
    try await askStore { [self] () throws(RoundhouseError) in
      guard var record = try store.run(number) else { throw .unknownRun(number) }
      guard record.state.isOver && record.state != .completed || record.state == .blocked,
        state.withLock({ $0.living[number] == nil })
      else {
        throw RoundhouseError(
          .conflict, "\(number) is \(record.state.name)", remedy: "only a run that has failed or is stuck is set going")
      }
      var past = try RunPast(of: number, in: store)
      var entry = JournalEntry(
        run: number, sequence: (past.history.last?.sequence ?? 0) + 1, key: Again.key, kind: .end, status: .finished,
        at: clock.wallClock / 1_000_000)
      entry.body = Again.body(Again.failedSteps(past.history))
      past.history.append(entry)
      journal.put(.record(entry))
      // Its time was over with its first life.
      (record.state, record.deadline) = (.running, 0)
      journal.put(.update(RunChange(record, .running)))
      resume(record, past)
    }
  }
}
