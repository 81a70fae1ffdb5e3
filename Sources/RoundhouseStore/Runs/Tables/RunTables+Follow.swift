internal import CPlatform
internal import RoundhouseModel
internal import RoundhouseRuns

// How the rows of runs follow the batches. Within an open transaction; once that is committed, `haveFollowed` is to be
// called.
extension RunTables {
  /// Brings the rows up to the last batch.
  func follow() throws(DatabaseError) {
    try remember()
    for head in heads.changed { try write(head) }
    try statements.follow.run(.integer(last))
  }

  /// Whether so many runs or batches are ahead of the rows.
  func isAhead(by runs: Int, batches: Int64) -> Bool { heads.changed.count >= runs || last - followed >= batches }

  /// What `follow` has written is in the file.
  func haveFollowed() {
    followed = last
    heads.settle()
  }

  /// The same, and the runs' epochs are others now.
  func haveChangedHands() {
    haveFollowed()
    heads = RunHeads()
  }

  private func write(_ head: RunHead) throws(DatabaseError) {
    if let record = head.record { return try add(record, head) }
    guard head.change != nil, let run = try run(head.number) else {
      try statements.touch.run { head.bindPlace(to: &$0) }
      return
    }
    try change(run, head)
  }

  /// Writes a run that has none.
  func add(_ run: StoredRow<RunRecord>, _ head: RunHead) throws(DatabaseError) {
    try statements.create.run { binding in
      run.bind(to: &binding, &body)
      head.bindPlace(to: &binding)
    }
    if run.value.state.isWait { try statements.wait.run(.integer(head.number.rawValue)) }
  }

  /// Ends a run that cannot go on, in its row: nothing is ahead of that.
  func fail(_ number: RunNumber, _ error: RoundhouseError) throws(DatabaseError) {
    guard var run = try run(number), let head = try head(of: number) else { return }
    var change = RunChange(run.value, .failed)
    (change.error, change.deadline) = (error.json, run.value.deadline)
    change.ended = platform_wall_clock() / 1_000_000
    run.apply(StoredRow(value: change, files: []))
    try self.change(run, head)
    heads = RunHeads()
  }

  /// Writes a run that has a row.
  func change(_ run: StoredRow<RunRecord>, _ head: RunHead) throws(DatabaseError) {
    try statements.update.run { binding in
      run.bindChanged(to: &binding, &body)
      head.bindPlace(to: &binding)
    }
    try noteWait(run.value.state, head.number)
  }

  /// Puts a run among those that wait, or takes it away.
  private func noteWait(_ state: RunState, _ number: RunNumber) throws(DatabaseError) {
    try (state.isWait ? statements.wait : statements.waitNoMore).run(.integer(number.rawValue))
  }
}

extension RunHead {
  /// Where the run's batches end, and its number: the last values of each statement that writes a row.
  fileprivate func bindPlace(to binding: inout Binding) {
    binding.add(batch)
    if let sequence { binding.add(sequence) } else { binding.addNull() }
    binding.add(number.rawValue)
  }
}
