internal import RoundhouseModel
internal import RoundhouseRuns

/// How a run lies in its row: what is looked for by itself, and all of it as in a batch.
extension StoredRow<RunRecord> {
  /// In the order in which they are read here.
  static let columns = "run, epoch, body"

  /// - Returns: nil for a state that this version does not know.
  init?(_ row: Row) {
    var reader = ByteReader(row.blob(2))
    self.init(RunNumber(rawValue: row.integer(0)), &reader)
    if reader.isBroken { return nil }
    // All runs are taken over at once, and only their numbers are changed for it.
    value.epoch = row.integer(1)
  }

  /// The statement for a run that has no row yet: with as many values as it may have.
  static let insert = """
    insert into runs(workflow, state, epoch, ended, wake_at, queue, priority, client_key, body, last, sequence, run)
      values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// - Parameter body: room for the run's bytes, until the statement has run.
  func bind(to binding: inout Binding, _ body: inout ByteWriter) {
    binding.add(value.workflow)
    binding.add(value.state.rawValue)
    binding.add(value.epoch)
    binding.add(value.ended)
    binding.add(value.wakeAt)
    binding.add(value.job.queue)
    binding.add(value.job.priority)
    // NULL, because an index wants the others to be different.
    if value.clientKey.isEmpty { binding.addNull() } else { binding.add(value.clientKey) }
    bindBody(to: &binding, &body)
  }

  /// The statement for one that has changed.
  static let update =
    "update runs set state = ?, ended = ?, wake_at = ?, body = ?, last = ?, sequence = ? where run = ?"

  func bindChanged(to binding: inout Binding, _ body: inout ByteWriter) {
    binding.add(value.state.rawValue)
    binding.add(value.ended)
    binding.add(value.wakeAt)
    bindBody(to: &binding, &body)
  }

  private func bindBody(to binding: inout Binding, _ body: inout ByteWriter) {
    body.clear()
    value.write(to: &body, files)
    binding.add(lasting: body.bytes)
  }
}
