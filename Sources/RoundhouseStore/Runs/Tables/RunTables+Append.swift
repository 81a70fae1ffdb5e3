internal import CSQLite
internal import RoundhouseModel
internal import RoundhouseRuns

// What a commit does. Within an open transaction; whoever gives it up says so with `areHeadsTrue`.
extension RunTables {
  /// Writes operations behind all others. Long payloads are in their files when it returns.
  /// - Throws: `conflict` if a rule of the store refuses one of them.
  func append(_ operations: [RunOperation], _ artifacts: ArtifactFolder) throws(RoundhouseError) {
    try reading { () throws(DatabaseError) in try remember() }
    areHeadsTrue = false
    writer.clear()
    for operation in operations {
      if writer.isFull { try writeBatch() }
      try append(operation, artifacts)
    }
    try writeBatch()
    areHeadsTrue = true
  }

  private func append(_ operation: RunOperation, _ artifacts: ArtifactFolder) throws(RoundhouseError) {
    guard operation.hasLongPayload else { return try append(operation, []) }
    let (short, files) = try operation.shortened { payload, number throws(RoundhouseError) in
      let digest = try artifacts.keep(payload)
      try reading { () throws(DatabaseError) in
        try statements.name.run(.integer(number.rawValue), .blob(digest.bytes))
      }
      return digest.bytes
    }
    try append(short, files)
  }

  private func append(_ operation: RunOperation, _ files: FilePayloads) throws(RoundhouseError) {
    let batch = last + 1
    switch operation {
    case .create(let run):
      try admit(run)
      writer.add(operation, files, previous: 0)
      heads.begin(StoredRow(value: run, files: files), in: batch)
      mark.run = max(mark.run, run.number.rawValue)
    case .record(let entry):
      let head = try head(for: entry)
      writer.add(operation, files, previous: head.batch)
      heads.record(entry.sequence, of: head, in: batch)
      mark.entry = max(mark.entry, entry.id)
    case .update(let change):
      let head = try head(for: change)
      writer.add(operation, files, previous: head.batch)
      heads.change(StoredRow(value: change, files: files), of: head, in: batch)
    }
  }

  private func writeBatch() throws(RoundhouseError) {
    if writer.isEmpty { return }
    _ = try reading { () throws(DatabaseError) in
      try statements.append.run { binding in
        binding.add(last + 1)
        binding.add(mark.entry)
        binding.add(mark.run)
        binding.add(lasting: writer.bytes)
      }
    }
    last += 1
    writer.clear()
  }

  // MARK: Rules

  private func admit(_ run: RunRecord) throws(RoundhouseError) {
    let isTaken = try reading { () throws(DatabaseError) -> Bool in
      if heads[run.number] != nil { return true }
      // Numbers ascend, so nearly every new one is beyond all others.
      if run.number.rawValue <= mark.run, try self.run(run.number) != nil { return true }
      if run.clientKey.isEmpty { return false }
      return try self.run(clientKey: run.clientKey) != nil
    }
    if isTaken { throw .taken("there is a run \(run.number), or one with its key, already") }
  }

  private func head(for entry: JournalEntry) throws(RoundhouseError) -> RunHead {
    guard let head = try reading({ () throws(DatabaseError) in try head(of: entry.run) }) else {
      throw .taken("there is no run \(entry.run)")
    }
    // Of two hosts that go on with one run, only one can write.
    if let sequence = head.sequence, entry.sequence <= sequence {
      throw .taken("\(entry.run) has a record \(entry.sequence) already")
    }
    return head
  }

  private func head(for change: RunChange) throws(RoundhouseError) -> RunHead {
    guard let head = try reading({ () throws(DatabaseError) in try head(of: change.number) }),
      head.epoch == change.epoch
    else { throw .taken("\(change.number) is another host's now") }
    return head
  }
}
