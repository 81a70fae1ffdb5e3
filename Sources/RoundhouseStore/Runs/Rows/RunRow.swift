internal import RoundhouseModel
internal import RoundhouseRuns

/// What a run's row says: what runs are looked for by, and which batches say the rest.
struct RunRow {
  /// In the order in which they are read here.
  static let columns = "run, workflow, state, epoch, ended, first, changed"

  let number: RunNumber
  let workflow: String
  let state: RunState
  /// In place of the one that it had when it began: all open runs are taken over at once.
  let epoch: Int64
  let ended: Int64
  /// The batch with its beginning.
  let first: Int64
  /// The batch with its last change; 0 before the first.
  let changed: Int64

  /// - Returns: nil for a state that this version does not know.
  init?(_ row: Row) {
    guard let state = RunState(rawValue: row.integer(2)) else { return nil }
    number = RunNumber(rawValue: row.integer(0))
    workflow = row.text(1)
    self.state = state
    epoch = row.integer(3)
    ended = row.integer(4)
    first = row.integer(5)
    changed = row.integer(6)
  }

  /// The statement for a run that has no row yet.
  static let insert = """
    insert into runs(
        workflow, state, epoch, ended, wake_at, queue, priority, client_key, first, changed, last, sequence, run)
      values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static func bind(_ run: RunRecord, _ head: RunHead, to binding: inout Binding) {
    binding.add(run.workflow)
    binding.add(run.state.rawValue)
    binding.add(run.epoch)
    binding.add(run.ended)
    binding.add(run.wakeAt)
    binding.add(run.job.queue)
    binding.add(run.job.priority)
    // NULL, because an index wants the others to be different.
    if run.clientKey.isEmpty { binding.addNull() } else { binding.add(run.clientKey) }
    binding.add(head.first)
    binding.add(head.changed)
    bindPlace(head, to: &binding)
  }

  /// The statement for one that has changed.
  static let update =
    "update runs set state = ?, ended = ?, wake_at = ?, changed = ?, last = ?, sequence = ? where run = ?"

  static func bind(_ change: RunChange, _ head: RunHead, to binding: inout Binding) {
    binding.add(change.state.rawValue)
    binding.add(change.ended)
    binding.add(change.wakeAt)
    binding.add(head.changed)
    bindPlace(head, to: &binding)
  }

  /// The statement for one that has only gone on.
  static let touch = "update runs set last = ?, sequence = ? where run = ?"

  static func bindPlace(_ head: RunHead, to binding: inout Binding) {
    binding.add(head.batch)
    if let sequence = head.sequence { binding.add(sequence) } else { binding.addNull() }
    binding.add(head.number.rawValue)
  }
}
