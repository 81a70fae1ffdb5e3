package import RoundhouseModel
internal import Synchronization

/// Runs that are gone with the process: for hosts without a state folder, and for tests.
package final class MemoryRunStore: RunStore {
  fileprivate struct State {
    var runs: [RunNumber: RunRecord] = [:]
    var order: [RunNumber] = []
    var keys: [String: RunNumber] = [:]
    var journals: [RunNumber: [JournalEntry]] = [:]
    /// Of the last record of each run.
    var sequences: [RunNumber: Int64] = [:]
    var entries: [JournalEntry] = []
    var lastEntry: Int64 = 0
  }

  /// What the operations of one commit would add.
  fileprivate struct Draft {
    var epochs: [RunNumber: Int64] = [:]
    var keys: Set<String> = []
    var sequences: [RunNumber: Int64] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  package func commit(_ operations: [RunOperation]) throws(RoundhouseError) {
    try state.withLock { state throws(RoundhouseError) in
      try state.check(operations)
      for operation in operations { state.apply(operation) }
    }
  }

  package func run(_ number: RunNumber) -> RunRecord? { state.withLock { $0.runs[number] } }

  package func run(clientKey: String) -> RunRecord? {
    state.withLock { state in state.keys[clientKey].flatMap { state.runs[$0] } }
  }

  package func runs(_ query: RunQuery) -> [RunRecord] {
    let all = state.withLock { state in state.order.map { state.runs[$0] } }
    let wanted = (query.isNewestFirst ? all.reversed() : all).compactMap { $0 }.filter(query.matches)
    guard query.isUrgentFirst else { return Array(wanted.prefix(query.limit)) }
    // Swift's sort keeps the order of equals.
    return Array(wanted.sorted { $0.job.priority > $1.job.priority }.prefix(query.limit))
  }

  package func nextDue(_ wanted: RunState) -> Int64? {
    state.withLock { state in
      state.runs.values.lazy.filter { $0.state == wanted && (wanted == .queued || $0.wakeAt != 0) }.map(\.wakeAt).min()
    }
  }

  /// No other host can.
  package var isLost: Bool { false }

  package func journal(of run: RunNumber) -> [JournalEntry] { state.withLock { $0.journals[run] ?? [] } }

  package func entries(after id: Int64, limit: Int) -> [JournalEntry] {
    state.withLock { Array($0.entries.lazy.filter { $0.id > id }.prefix(limit)) }
  }

  package var lastEntry: Int64 { state.withLock { $0.lastEntry } }

  package func prune(endedBefore time: Int64, limit: Int) -> Int {
    state.withLock { state in
      let ended = state.runs.values.filter { $0.state.isOver && $0.ended < time }.map(\.number)
      let old = Set(ended.sorted().prefix(limit))
      for number in old {
        if let key = state.runs.removeValue(forKey: number)?.clientKey { state.keys[key] = nil }
        state.journals[number] = nil
        state.sequences[number] = nil
      }
      state.order.removeAll(where: old.contains)
      state.entries.removeAll { old.contains($0.run) }
      return old.count
    }
  }
}

extension MemoryRunStore.State {
  /// Whether all operations may be written, one after another.
  fileprivate func check(_ operations: [RunOperation]) throws(RoundhouseError) {
    var fresh = MemoryRunStore.Draft()
    for operation in operations {
      switch operation {
      case .create(let record):
        let isNew = runs[record.number] == nil && fresh.epochs.updateValue(record.epoch, forKey: record.number) == nil
        let hasFreeKey =
          record.clientKey.isEmpty || keys[record.clientKey] == nil && fresh.keys.insert(record.clientKey).inserted
        guard isNew, hasFreeKey else {
          throw .taken("there is a run \(record.number), or one with its key, already")
        }
      case .record(let entry):
        guard runs[entry.run] != nil || fresh.epochs[entry.run] != nil else {
          throw .taken("there is no run \(entry.run)")
        }
        if let last = fresh.sequences[entry.run] ?? sequences[entry.run], entry.sequence <= last {
          throw .taken("\(entry.run) has a record \(entry.sequence) already")
        }
        fresh.sequences[entry.run] = entry.sequence
      case .update(let change):
        guard (runs[change.number]?.epoch ?? fresh.epochs[change.number]) == change.epoch else {
          throw .taken("\(change.number) is another host's now")
        }
      }
    }
  }

  fileprivate mutating func apply(_ operation: RunOperation) {
    switch operation {
    case .create(let record):
      runs[record.number] = record
      order.append(record.number)
      if !record.clientKey.isEmpty { keys[record.clientKey] = record.number }
    case .record(let entry):
      journals[entry.run, default: []].append(entry)
      sequences[entry.run] = entry.sequence
      entries.append(entry)
      lastEntry = max(lastEntry, entry.id)
    case .update(let change): runs[change.number]?.apply(change)
    }
  }
}

extension RoundhouseError {
  fileprivate static func taken(_ what: String) -> RoundhouseError {
    RoundhouseError(.conflict, what, remedy: "leave the run to the host that has it")
  }
}

extension RunRecord {
  /// The record as it is after a change.
  package mutating func apply(_ change: RunChange) {
    state = change.state
    output = change.output
    error = change.error
    ended = change.ended
    wakeAt = change.wakeAt
    deadline = change.deadline
    job.attempts = change.attempts
  }
}

extension RunQuery {
  /// Whether a run is wanted, whatever the order and the limit.
  package func matches(_ run: RunRecord) -> Bool {
    (states.isEmpty || states.contains(run.state)) && (workflow.isEmpty || workflow == run.workflow)
      && (wokenBy == 0 || run.wakeAt != 0 && run.wakeAt <= wokenBy)
      && (isNewestFirst || isUrgentFirst || run.number > after) && (queue.isEmpty || queue == run.job.queue)
  }
}
