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
    if let record = head.record {
      try statements.create.run { RunRow.bind(record.value, head, to: &$0) }
      if record.value.state.isWait { try noteWait(record.value.state, head.number) }
    } else if let change = head.change {
      try statements.update.run { RunRow.bind(change.value, head, to: &$0) }
      try noteWait(change.value.state, head.number)
    } else {
      try statements.touch.run { RunRow.bindPlace(head, to: &$0) }
    }
  }

  /// Puts a run among those that wait, or takes it away.
  private func noteWait(_ state: RunState, _ number: RunNumber) throws(DatabaseError) {
    try (state.isWait ? statements.wait : statements.waitNoMore).run(.integer(number.rawValue))
  }
}
