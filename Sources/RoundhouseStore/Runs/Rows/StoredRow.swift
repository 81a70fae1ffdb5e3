internal import RoundhouseRuns

/// A run or a record as its row has it.
struct StoredRow<Value: Sendable>: Sendable {
  /// In place of a payload that lies in a file it has the file's name.
  var value: Value
  var files: FilePayloads
}

extension StoredRow<RunRecord> {
  /// - Returns: nil for a state that this version does not know.
  init?(_ row: Row) {
    guard let run = RunRecord(row) else { return nil }
    self.init(value: run, files: FilePayloads(rawValue: row.integer(28)))
  }
}
