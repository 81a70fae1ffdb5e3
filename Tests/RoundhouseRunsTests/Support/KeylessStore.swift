internal import RoundhouseModel
internal import RoundhouseRuns

/// A store that finds no run by its caller's key, although it wants the keys to be different: as when another program has
/// written into the file between a look and a commit.
final class KeylessStore: RunStore {
  let inner = MemoryRunStore()

  func commit(_ operations: [RunOperation]) throws(RoundhouseError) { try inner.commit(operations) }
  var isLost: Bool { inner.isLost }
  func run(_ number: RunNumber) -> RunRecord? { inner.run(number) }
  func run(clientKey: String) -> RunRecord? { nil }
  func runs(_ query: RunQuery) -> [RunRecord] { inner.runs(query) }
  func nextDue(_ state: RunState) -> Int64? { inner.nextDue(state) }
  func journal(of run: RunNumber) -> [JournalEntry] { inner.journal(of: run) }
  func entries(after id: Int64, limit: Int) -> [JournalEntry] { inner.entries(after: id, limit: limit) }
  var lastEntry: Int64 { inner.lastEntry }
  func prune(endedBefore time: Int64, limit: Int) -> Int { inner.prune(endedBefore: time, limit: limit) }
}
