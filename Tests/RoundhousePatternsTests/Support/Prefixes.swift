internal import RoundhouseModel
internal import RoundhouseRuns

extension MemoryRunStore {
  /// Stores as a process would have left them that ended after each record of this store's first run.
  func prefixes() throws -> [(run: RunNumber, written: [JournalEntry], store: MemoryRunStore)] {
    guard var record = runs(RunQuery()).first else { return [] }
    record.state = .running
    (record.output, record.error, record.ended) = ([], [], 0)
    let journal = journal(of: record.number)
    return try (0...journal.count).map { count in
      let store = MemoryRunStore()
      let written = Array(journal.prefix(count))
      try store.commit([.create(record)] + written.map { .record($0) })
      return (record.number, written, store)
    }
  }
}
