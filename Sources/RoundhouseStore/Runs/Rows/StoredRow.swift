internal import RoundhouseRuns

/// A run or a record as its row has it.
struct StoredRow<Value: Sendable>: Sendable {
  /// In place of a payload that lies in a file it has the file's name.
  var value: Value
  var files: FilePayloads
}
