internal import RoundhouseRuns

/// The heads of runs: of all that have something their rows do not have, and of those that are being carried out.
struct RunHeads {
  private var all: [RunNumber: RunHead] = [:]
  private var keys: [String: RunHead] = [:]
  /// In the order in which they have come to differ from their rows.
  private(set) var changed: [RunHead] = []

  subscript(number: RunNumber) -> RunHead? { all[number] }

  /// A run without a row, by the key of its caller.
  func run(clientKey: String) -> RunHead? { keys.isEmpty ? nil : keys[clientKey] }

  /// Whether a run's row, if it has one, is not what the run is now.
  func isBeyondRow(_ number: RunNumber) -> Bool { all[number]?.isBeyondRow == true }

  mutating func keep(_ head: RunHead) { all[head.number] = head }

  /// Takes something in that was written.
  mutating func begin(_ run: StoredRow<RunRecord>, in batch: Int64) {
    let head = RunHead(run)
    head.note(beginningIn: batch)
    all[head.number] = head
    if !run.value.clientKey.isEmpty { keys[run.value.clientKey] = head }
    hasChanged(head)
  }

  mutating func record(_ sequence: Int64, of head: RunHead, in batch: Int64) {
    head.note(sequence, in: batch)
    hasChanged(head)
  }

  mutating func change(_ change: StoredRow<RunChange>, of head: RunHead, in batch: Int64) {
    head.note(change, in: batch)
    hasChanged(head)
  }

  private mutating func hasChanged(_ head: RunHead) {
    if head.isChanged { return }
    head.isChanged = true
    changed.append(head)
  }

  /// Rows say all now. Who is not being carried out is not asked for soon.
  mutating func settle() {
    for head in changed { head.settle() }
    changed.removeAll(keepingCapacity: true)
    keys.removeAll()
    all = all.filter { $0.value.state == .running }
  }
}
