internal import Glibc
package import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// A store that says in the log what was confirmed, counts its commits, and ends the process at one of them.
package final class LifeStore: RunStore {
  /// When the process ends itself, as `kill -9` would end it.
  package struct Death: Sendable {
    package enum Side: String, Sendable, CaseIterable { case before, after }

    /// Which commit of this life, from 1.
    package var commit: Int
    package var side: Side
    /// Counts only commits that record something. Others bring no run further: they let it out of memory, or back in.
    package var ofRecords = false

    package init(commit: Int, side: Side) {
      self.commit = commit
      self.side = side
    }

    /// As a word of a command line: `before:3`, or `before:3:records`.
    package init?(_ text: String) {
      let words = text.split(separator: ":").map(String.init)
      guard words.count >= 2, let side = Side(rawValue: words[0]), let commit = Int(words[1]) else { return nil }
      self.init(commit: commit, side: side)
      ofRecords = words.last == "records"
    }

    package var text: String { "\(side.rawValue):\(commit)\(ofRecords ? ":records" : "")" }

    fileprivate func counts(_ operations: [RunOperation]) -> Bool {
      !ofRecords || operations.contains { if case .record = $0 { true } else { false } }
    }
  }

  private let store: Mutex<(any RunStore)?>
  private let log: LifeLog
  private let death: Death?
  private let isDead: @Sendable () -> Bool
  private let commits = Atomic<Int>(0)
  private let closed = Atomic<Bool>(false)

  package init(_ store: any RunStore, _ log: LifeLog, _ death: Death?, isDead: @escaping @Sendable () -> Bool) {
    self.store = Mutex(store)
    self.log = log
    self.death = death
    self.isDead = isDead
  }

  /// Lets go of the file, although somebody may still hold this: a machine without power holds nothing.
  package func close() {
    closed.store(true, ordering: .releasing)
    store.withLock { $0 = nil }
  }

  package var isClosed: Bool { closed.load(ordering: .acquiring) }

  package func commit(_ operations: [RunOperation]) throws(RoundhouseError) {
    let counts = death?.counts(operations) == true
    let number = counts ? commits.add(1, ordering: .relaxed).newValue : 0
    if death?.commit == number, death?.side == .before { die() }
    do throws(RoundhouseError) {
      try ask { store throws(RoundhouseError) in try store.commit(operations) }
    } catch {
      // Nobody tries again on a machine that has no power: its runs end at once.
      throw isDead() ? LifeStore.gone : error
    }
    for case .record(let entry) in operations { note(entry) }
    if death?.commit == number, death?.side == .after { die() }
  }

  private func note(_ entry: JournalEntry) {
    let key = "\(entry.run)/\(entry.key)"
    switch (entry.kind, entry.status) {
    case (.call, .started): log.add(.begun(key))
    case (.call, .failed), (.step, .failed): log.add(.failed(key))
    case (.call, _), (.step, _): log.add(.recorded(key))
    default: break
    }
  }

  private func die() { kill(getpid(), SIGKILL) }

  private func ask<Value>(
    _ body: (any RunStore) throws(RoundhouseError) -> Value
  ) throws(RoundhouseError) -> Value {
    try store.withLock { store throws(RoundhouseError) in
      guard let store else { throw LifeStore.gone }
      return try body(store)
    }
  }

  private static let gone = RoundhouseError(.conflict, "the power is gone")

  package func run(_ number: RunNumber) throws(RoundhouseError) -> RunRecord? {
    try ask { store throws(RoundhouseError) in try store.run(number) }
  }

  package func run(clientKey: String) throws(RoundhouseError) -> RunRecord? {
    try ask { store throws(RoundhouseError) in try store.run(clientKey: clientKey) }
  }

  package func runs(_ query: RunQuery) throws(RoundhouseError) -> [RunRecord] {
    try ask { store throws(RoundhouseError) in try store.runs(query) }
  }

  package func nextDue(_ state: RunState) throws(RoundhouseError) -> Int64? {
    try ask { store throws(RoundhouseError) in try store.nextDue(state) }
  }

  package var isLost: Bool { isDead() || store.withLock { $0?.isLost ?? true } }

  package func journal(of run: RunNumber) throws(RoundhouseError) -> [JournalEntry] {
    try ask { store throws(RoundhouseError) in try store.journal(of: run) }
  }

  package func entries(after id: Int64, limit: Int) throws(RoundhouseError) -> [JournalEntry] {
    try ask { store throws(RoundhouseError) in try store.entries(after: id, limit: limit) }
  }

  package var lastEntry: Int64 {
    get throws(RoundhouseError) { try ask { store throws(RoundhouseError) in try store.lastEntry } }
  }

  package func prune(endedBefore time: Int64, limit: Int) throws(RoundhouseError) -> Int {
    try ask { store throws(RoundhouseError) in try store.prune(endedBefore: time, limit: limit) }
  }

  package func rest() { store.withLock { $0?.rest() } }
}
