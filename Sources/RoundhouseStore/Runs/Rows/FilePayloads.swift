/// Which payloads of a row lie in files; the row has their names instead. The numbers are stored and never change.
struct FilePayloads: OptionSet, Sendable {
  let rawValue: Int64

  /// Of a record.
  static let body = FilePayloads(rawValue: 1)
  /// Of a run.
  static let input = FilePayloads(rawValue: 1)
  static let output = FilePayloads(rawValue: 2)
  static let error = FilePayloads(rawValue: 4)
}
