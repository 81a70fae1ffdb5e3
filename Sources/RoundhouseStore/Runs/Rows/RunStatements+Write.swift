internal import CSQLite
internal import RoundhouseModel
internal import RoundhouseRuns

extension RunStatements {
  /// Carries out one change within the open transaction. Long payloads are in their files when it returns.
  func apply(
    _ operation: RunOperation, _ mark: inout RunMark, _ artifacts: ArtifactFolder
  ) throws(RoundhouseError) {
    guard operation.hasLongPayload else { return try write(operation, [], &mark) }
    let (short, files) = try operation.shortened { payload, number throws(RoundhouseError) in
      let digest = try artifacts.keep(payload)
      try reading { () throws(DatabaseError) in try name.run(.integer(number.rawValue), .blob(digest.bytes)) }
      return digest.bytes
    }
    try write(short, files, &mark)
  }

  private func write(
    _ operation: RunOperation, _ files: FilePayloads, _ mark: inout RunMark
  ) throws(RoundhouseError) {
    do throws(DatabaseError) {
      switch operation {
      case .create(let run):
        try add(run, files)
        mark.run = max(mark.run, run.number.rawValue)
      case .record(let entry):
        try record.run { entry.bind(to: &$0, files) }
        mark.entry = max(mark.entry, entry.id)
      case .update(let change):
        try carryOut(change, files)
      }
    } catch {
      guard error.primaryCode == SQLITE_CONSTRAINT else { throw RoundhouseError(error) }
      throw .taken(operation.conflict, cause: error.message)
    }
  }

  private func add(_ run: RunRecord, _ files: FilePayloads) throws(DatabaseError) {
    guard files.isEmpty, run.isPlain else { return try addWhole(run, files) }
    try createPlain.run { run.bindPlain(to: &$0) }
  }

  private func addWhole(_ run: RunRecord, _ files: FilePayloads) throws(DatabaseError) {
    try create.run { run.bind(to: &$0, files) }
    if run.state.isWait { try wait.run(.integer(run.number.rawValue)) }
  }

  private func carryOut(_ change: RunChange, _ files: FilePayloads) throws(DatabaseError) {
    // Nearly all are of runs that are being carried out, and those stand in no second table.
    if try updateRunning.run(binding: { change.bind(to: &$0, files) }) == 0 {
      guard try update.run(binding: { change.bind(to: &$0, files) }) == 1 else {
        throw DatabaseError(code: SQLITE_CONSTRAINT, message: "no run of that epoch", path: "")
      }
      try waitNoMore.run(.integer(change.number.rawValue))
    }
    if change.state.isWait { try wait.run(.integer(change.number.rawValue)) }
  }
}

extension RunOperation {
  /// What it means that the store's rules refuse it.
  fileprivate var conflict: String {
    switch self {
    case .create(let run): "there is a run \(run.number), or one with its key, already"
    case .record(let entry): "\(entry.run) has a record \(entry.sequence) already"
    case .update(let change): "\(change.number) is another host's now"
    }
  }
}
