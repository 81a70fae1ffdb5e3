internal import RoundhouseModel
internal import RoundhouseRuns

extension RunOperation {
  /// Whether a payload of it is to lie in a file.
  var hasLongPayload: Bool {
    switch self {
    case .create(let run): run.input.isLong || run.output.isLong || run.error.isLong
    case .record(let entry): entry.body.isLong
    case .update(let change): change.output.isLong || change.error.isLong
    }
  }

  /// The same with the names of files in place of its long payloads.
  /// - Parameter keep: puts a payload of a run into a file and gives its name.
  func shortened(
    _ keep: ([UInt8], RunNumber) throws(RoundhouseError) -> [UInt8]
  ) throws(RoundhouseError) -> (RunOperation, FilePayloads) {
    var files: FilePayloads = []
    func shorten(
      _ payload: inout [UInt8], _ kind: FilePayloads, _ number: RunNumber
    ) throws(RoundhouseError) {
      guard payload.isLong else { return }
      payload = try keep(payload, number)
      files.insert(kind)
    }
    switch self {
    case .create(var run):
      try shorten(&run.input, .input, run.number)
      try shorten(&run.output, .output, run.number)
      try shorten(&run.error, .error, run.number)
      return (.create(run), files)
    case .record(var entry):
      try shorten(&entry.body, .body, entry.run)
      return (.record(entry), files)
    case .update(var change):
      try shorten(&change.output, .output, change.number)
      try shorten(&change.error, .error, change.number)
      return (.update(change), files)
    }
  }
}

extension [UInt8] {
  fileprivate var isLong: Bool { count > Artifact.limit }
}
