internal import RoundhouseRuns

/// What is known of a run that its row does not say yet, and where its next part is to be chained to.
final class RunHead {
  let number: RunNumber
  let epoch: Int64
  private(set) var state: RunState
  /// The batch with its beginning; known while it has no row.
  private(set) var first: Int64 = 0
  /// The batch with its last change; 0 before the first.
  private(set) var changed: Int64
  /// The last batch with something of it.
  private(set) var batch: Int64
  /// Of its last record; nil before the first.
  private(set) var sequence: Int64?
  /// The run as it was begun and has been changed since; nil if it has a row.
  private(set) var record: StoredRow<RunRecord>?
  /// Its last change, if it has a row that does not have it.
  private(set) var change: StoredRow<RunChange>?
  /// Whether there is anything that its row does not have.
  var isChanged = false

  /// Of a run that has just begun.
  init(_ record: StoredRow<RunRecord>) {
    number = record.value.number
    epoch = record.value.epoch
    state = record.value.state
    (changed, batch) = (0, 0)
    self.record = record
  }

  /// Of a run that has a row.
  init(_ number: RunNumber, epoch: Int64, state: RunState, changed: Int64, batch: Int64, sequence: Int64?) {
    self.number = number
    self.epoch = epoch
    self.state = state
    self.changed = changed
    self.batch = batch
    self.sequence = sequence
  }

  /// When it is to be woken or may be taken, in milliseconds since 1970; nil if only its row says so.
  var wakeAt: Int64? { record?.value.wakeAt ?? change?.value.wakeAt }

  /// Whether its row, if it has one, is not what the run is now.
  var isBeyondRow: Bool { record != nil || change != nil }

  func note(_ sequence: Int64, in batch: Int64) {
    self.sequence = sequence
    self.batch = batch
  }

  func note(_ change: StoredRow<RunChange>, in batch: Int64) {
    state = change.value.state
    (changed, self.batch) = (batch, batch)
    if record != nil { record?.apply(change) } else { self.change = change }
  }

  func note(beginningIn batch: Int64) { (first, self.batch) = (batch, batch) }

  /// Its row says all now.
  func settle() { (record, change, isChanged) = (nil, nil, false) }
}

extension StoredRow<RunRecord> {
  /// The run as it is after a change.
  mutating func apply(_ change: StoredRow<RunChange>) {
    value.apply(change.value)
    files = files.intersection(.input).union(change.files)
  }
}
