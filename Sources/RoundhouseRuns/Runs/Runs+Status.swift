package import RoundhouseModel
internal import Synchronization

extension Runs {
  /// Whether a run's code is in memory: it is going on, or waits and has not left yet.
  package func isInMemory(_ number: RunNumber) -> Bool { state.withLock { $0.living[number] != nil } }

  /// Runs as they are stored; those that a moment ago were begun included.
  package func list(_ query: RunQuery) async throws(RoundhouseError) -> [RunRecord] {
    try await committed()
    return try await askStore { [store] () throws(RoundhouseError) in try store.runs(query) }
  }

  /// A run without what is recorded of it.
  /// - Throws: `unknownRun`.
  package func record(of number: RunNumber) async throws(RoundhouseError) -> RunRecord {
    try await committed()
    return try await askStore { [store] () throws(RoundhouseError) in
      guard let record = try store.run(number) else { throw RoundhouseError.unknownRun(number) }
      return record
    }
  }

  /// A run with all that is recorded of it.
  /// - Throws: `unknownRun`.
  package func details(of number: RunNumber) async throws(RoundhouseError) -> (RunRecord, [JournalEntry]) {
    try await committed()
    return try await askStore { [store] () throws(RoundhouseError) in
      guard let record = try store.run(number) else { throw RoundhouseError.unknownRun(number) }
      return (record, try store.journal(of: number))
    }
  }
}
