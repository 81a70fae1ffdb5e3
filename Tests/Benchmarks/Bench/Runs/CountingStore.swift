internal import CPlatform
internal import RoundhouseModel
internal import RoundhouseRuns
internal import Synchronization

/// A store that counts what goes through it.
final class CountingStore: RunStore {
  struct Counts: Sendable {
    var commits = 0
    var records = 0
    var ended = 0
    /// On the monotonic clock: when the first and the last end of a run was on the disk.
    var firstEnd: UInt64 = 0
    var lastEnd: UInt64 = 0
  }

  private let store: any RunStore
  private let state = Mutex(Counts())

  init(_ store: any RunStore) { self.store = store }

  var counts: Counts { state.withLock { $0 } }

  func commit(_ operations: [RunOperation]) throws(RoundhouseError) {
    try store.commit(operations)
    let now = platform_now()
    state.withLock { counts in
      counts.commits += 1
      // In their places: a copy of each would be counted as the host's time.
      for place in operations.indices {
        switch operations[place] {
        case .create: break
        case .record: counts.records += 1
        case .update(let change) where change.state.isOver:
          counts.ended += 1
          if counts.firstEnd == 0 { counts.firstEnd = now }
          counts.lastEnd = now
        case .update: break
        }
      }
    }
  }

  func run(_ number: RunNumber) throws(RoundhouseError) -> RunRecord? { try store.run(number) }
  func run(clientKey: String) throws(RoundhouseError) -> RunRecord? { try store.run(clientKey: clientKey) }
  func runs(_ query: RunQuery) throws(RoundhouseError) -> [RunRecord] { try store.runs(query) }
  func journal(of run: RunNumber) throws(RoundhouseError) -> [JournalEntry] { try store.journal(of: run) }
  func entries(after id: Int64, limit: Int) throws(RoundhouseError) -> [JournalEntry] {
    try store.entries(after: id, limit: limit)
  }
  var lastEntry: Int64 { get throws(RoundhouseError) { try store.lastEntry } }
  func prune(endedBefore time: Int64, limit: Int) throws(RoundhouseError) -> Int {
    try store.prune(endedBefore: time, limit: limit)
  }
  func nextDue(_ state: RunState) throws(RoundhouseError) -> Int64? { try store.nextDue(state) }
  var isLost: Bool { store.isLost }
  func rest() { store.rest() }
}
