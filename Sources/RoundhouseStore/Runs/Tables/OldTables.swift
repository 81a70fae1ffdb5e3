internal import RoundhouseModel
internal import RoundhouseRuns

/// The tables in which files up to version 4 have their runs and records: a column for each thing.
struct OldTables {
  private static let runColumns = """
    run, workflow, version, state, epoch, input, output, error, created, ended, wake_at, deadline, parent, parent_key, \
    client_key, calls, tokens, cost, depth, timeout, queue, priority, attempts, retries, growth, base, \
    longest, jitter, files
    """
  private static let entryColumns = """
    id, run, seq, key, kind, status, attempt, at, took, agent, input_tokens, output_tokens, cost, confidence, \
    fingerprint, body, files
    """
  private let runRows, entryRows: Statement

  /// - Returns: nil for a file that has no such tables any more.
  init?(_ database: borrowing Database) throws(DatabaseError) {
    guard try database.integer("select count(*) from sqlite_schema where name = 'old_runs'") == 1 else { return nil }
    runRows = try database.prepare("select \(Self.runColumns) from old_runs where run > ? order by run limit ?")
    entryRows = try database.prepare("select \(Self.entryColumns) from journal where id > ? order by id limit ?")
  }

  /// Runs behind one, in order.
  func runs(after number: Int64, limit: Int64) throws(DatabaseError) -> [StoredRow<RunRecord>] {
    try runRows.rows(.integer(number), .integer(limit), read: StoredRow<RunRecord>.init(old:))
  }

  /// Records behind one, in order.
  func entries(after id: Int64, limit: Int64) throws(DatabaseError) -> [StoredRow<JournalEntry>] {
    try entryRows.rows(.integer(id), .integer(limit), read: StoredRow<JournalEntry>.init(old:))
  }
}

extension StoredRow<RunRecord> {
  /// - Returns: nil for a state that this version does not know.
  fileprivate init?(old row: Row) {
    guard let state = RunState(rawValue: row.integer(3)) else { return nil }
    var run = RunRecord(
      number: RunNumber(rawValue: row.integer(0)), workflow: row.text(1), version: Int(row.integer(2)), state: state,
      input: row.blob(5), created: row.integer(8))
    run.epoch = row.integer(4)
    run.output = row.blob(6)
    run.error = row.blob(7)
    run.ended = row.integer(9)
    run.wakeAt = row.integer(10)
    run.deadline = row.integer(11)
    run.parent = RunNumber(rawValue: row.integer(12))
    run.parentKey = row.text(13)
    run.clientKey = row.text(14)
    run.budget.calls = row.unsigned(15)
    run.budget.tokens = row.unsigned(16)
    run.budget.cost = row.unsigned(17)
    run.budget.depth = row.unsigned(18)
    run.timeout = row.integer(19)
    run.job.queue = row.text(20)
    run.job.priority = row.integer(21)
    run.job.attempts = row.integer(22)
    run.job.retry = Retry(
      Retry.Growth(rawValue: row.text(24)) ?? .exponential, retries: Int(clamping: row.integer(23)),
      base: row.unsigned(25), limit: row.unsigned(26), jitter: row.real(27))
    self.init(value: run, files: FilePayloads(rawValue: row.integer(28)))
  }
}

extension StoredRow<JournalEntry> {
  /// - Returns: nil for a kind or status that this version does not know.
  fileprivate init?(old row: Row) {
    guard let kind = JournalEntry.Kind(rawValue: row.integer(4)),
      let status = JournalEntry.Status(rawValue: row.integer(5))
    else { return nil }
    var entry = JournalEntry(
      run: RunNumber(rawValue: row.integer(1)), sequence: row.integer(2), key: row.text(3), kind: kind, status: status,
      at: row.integer(7))
    entry.id = row.integer(0)
    entry.attempt = row.integer(6)
    entry.took = row.unsigned(8)
    entry.agent = row.text(9)
    entry.usage.inputTokens = row.unsigned(10)
    entry.usage.outputTokens = row.unsigned(11)
    entry.usage.costMicros = row.unsigned(12)
    entry.usage.confidence = row.real(13)
    entry.fingerprint = row.unsigned(14)
    entry.body = row.blob(15)
    self.init(value: entry, files: FilePayloads(rawValue: row.integer(16)))
  }
}
