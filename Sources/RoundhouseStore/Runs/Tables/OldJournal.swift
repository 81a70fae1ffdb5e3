internal import RoundhouseModel
internal import RoundhouseRuns

/// The table in which files up to version 4 have their records, a row for each.
struct OldJournal {
  private static let columns = """
    id, run, seq, key, kind, status, attempt, at, took, agent, input_tokens, output_tokens, cost, confidence, \
    fingerprint, body, files
    """
  private let rows: Statement

  /// - Returns: nil for a file that has no such table any more.
  init?(_ database: borrowing Database) throws(DatabaseError) {
    guard try database.integer("select count(*) from sqlite_schema where name = 'journal'") == 1 else { return nil }
    rows = try database.prepare("select \(Self.columns) from journal where id > ? order by id limit ?")
  }

  /// Records behind one, in order.
  func entries(after id: Int64, limit: Int64) throws(DatabaseError) -> [StoredRow<JournalEntry>] {
    try rows.rows(.integer(id), .integer(limit), read: StoredRow<JournalEntry>.init)
  }
}

extension StoredRow<JournalEntry> {
  /// - Returns: nil for a kind or status that this version does not know.
  fileprivate init?(_ row: Row) {
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
