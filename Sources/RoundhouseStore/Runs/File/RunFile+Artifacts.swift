internal import CPlatform
internal import RoundhouseModel
internal import RoundhouseRuns

// Payloads that lie in files.
extension RunFile {
  /// A run with all its payloads.
  /// - Throws: if one is missing or damaged.
  func whole(_ row: StoredRow<RunRecord>) throws(RoundhouseError) -> RunRecord {
    var run = row.value
    if row.files.isEmpty { return run }
    if row.files.contains(.input) { run.input = try payload(run.input, "the input", run.number) }
    if row.files.contains(.output) { run.output = try payload(run.output, "the output", run.number) }
    if row.files.contains(.error) { run.error = try payload(run.error, "the error", run.number) }
    return run
  }

  /// A run as one of many, which a damaged file does not keep from being seen: one that has ended says so in its error.
  /// - Returns: nil for one that is open and cannot be carried out: it would keep the others from being.
  func shown(_ row: StoredRow<RunRecord>) -> RunRecord? {
    do throws(RoundhouseError) {
      let run = try whole(row)
      if run.state == .queued { try checkAnswers(of: run.number) }
      return run
    } catch {
      var run = row.value
      guard run.state.isOver else { return nil }
      if row.files.contains(.input) { run.input = [] }
      if row.files.contains(.output) { run.output = [] }
      run.error = error.json
      return run
    }
  }

  /// A record with its payload.
  /// - Throws: if it is missing or damaged.
  func whole(_ row: StoredRow<JournalEntry>) throws(RoundhouseError) -> JournalEntry {
    var entry = row.value
    if row.files.contains(.body) { entry.body = try payload(entry.body, "the answer of \(entry.key)", entry.run) }
    return entry
  }

  /// A record as one of many: in place of a payload that is missing or damaged it has the error.
  func shown(_ row: StoredRow<JournalEntry>) -> JournalEntry {
    do throws(RoundhouseError) {
      return try whole(row)
    } catch {
      var entry = row.value
      entry.body = error.json
      return entry
    }
  }

  /// Deletes files that no row names any more. After the commit that has taken the names away.
  func forget(_ digests: [ArtifactDigest]) {
    // One that cannot be looked for is swept when the file is opened again.
    for digest in digests where (try? isNamed(digest)) == false { artifacts.forget(digest) }
  }

  /// Once the file is this host's: deletes what an earlier life has written and not named, and ends the runs that cannot
  /// go on because a payload of theirs is missing or damaged. All others go on.
  func settleArtifacts() throws(RoundhouseError) {
    try artifacts.sweep(isNamed)
    let named = try reading { () throws(DatabaseError) in
      try tables.statements.namedByOpen.rows { ($0.integer(0), ArtifactDigest(stored: $0.blob(1))) }
    }
    for (run, digest) in named {
      do throws(RoundhouseError) {
        _ = try artifacts.payload(digest, "a payload of \(RunNumber(rawValue: run))")
      } catch {
        try end(RunNumber(rawValue: run), error)
      }
    }
  }

  private func end(_ number: RunNumber, _ error: RoundhouseError) throws(RoundhouseError) {
    let run = try reading { () throws(DatabaseError) in try tables.run(number) }
    // It may have named several files.
    guard let run = run?.value, !run.state.isOver else { return }
    var change = RunChange(run, .failed)
    (change.error, change.ended) = (error.json, platform_wall_clock() / 1_000_000)
    try commit([.update(change)])
  }

  /// A job that is taken again goes on with what its earlier attempts have been answered.
  private func checkAnswers(of run: RunNumber) throws(RoundhouseError) {
    let named = try reading { () throws(DatabaseError) in
      try tables.statements.named.rows(.integer(run.rawValue)) { ArtifactDigest(stored: $0.blob(0)) }
    }
    for digest in named { _ = try artifacts.payload(digest, "a payload of \(run)") }
  }

  private func isNamed(_ digest: ArtifactDigest) throws(RoundhouseError) -> Bool {
    try reading { () throws(DatabaseError) in
      try tables.statements.isNamed.first(.blob(digest.bytes)) { _ in true } ?? false
    }
  }

  private func payload(
    _ name: [UInt8], _ what: String, _ number: RunNumber
  ) throws(RoundhouseError) -> [UInt8] {
    try artifacts.payload(ArtifactDigest(stored: name), "\(what) of \(number)")
  }
}
