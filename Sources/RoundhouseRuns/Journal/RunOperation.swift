/// One change to a store. Several are written together, all or none.
///
/// Nearly all are records, so the others lie elsewhere: a batch is copied and passed on again and again.
package enum RunOperation: Sendable {
  indirect case create(RunRecord)
  case record(JournalEntry)
  /// Changes what is stored of a run; refused if another host has taken the run over since.
  indirect case update(RunChange)
}

extension RunOperation {
  /// The run that it is of.
  var number: RunNumber {
    switch self {
    case .create(let record): record.number
    case .record(let entry): entry.run
    case .update(let change): change.number
    }
  }
}

/// What changes of a run's record.
package struct RunChange: Sendable, Equatable {
  package var number: RunNumber
  package var epoch: Int64
  package var state: RunState
  package var output: [UInt8] = []
  package var error: [UInt8] = []
  package var ended: Int64 = 0
  package var wakeAt: Int64 = 0
  package var deadline: Int64 = 0
  /// How often a job was taken.
  package var attempts: Int64 = 0

  package init(number: RunNumber, epoch: Int64, state: RunState) {
    self.number = number
    self.epoch = epoch
    self.state = state
  }

  /// A change of nothing but the state.
  package init(_ record: RunRecord, _ state: RunState) {
    number = record.number
    epoch = record.epoch
    self.state = state
    attempts = record.job.attempts
    deadline = record.deadline
  }
}
