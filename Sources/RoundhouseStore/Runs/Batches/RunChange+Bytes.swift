internal import RoundhouseRuns

extension RunChange {
  /// - Parameter files: those of its payloads that are names of files.
  func write(to writer: inout ByteWriter, _ files: FilePayloads) {
    writer.add(epoch)
    writer.add(UInt64(bitPattern: state.rawValue))
    writer.add(output)
    writer.add(error)
    writer.add(ended)
    writer.add(wakeAt)
    writer.add(deadline)
    writer.add(attempts)
    writer.add(files.rawValue)
  }
}

extension StoredRow<RunChange> {
  /// - Returns: nil for a state that this version does not know.
  init?(_ number: RunNumber, _ reader: inout ByteReader) {
    let epoch = reader.signed()
    guard let state = RunState(rawValue: Int64(bitPattern: reader.unsigned())) else { return nil }
    var change = RunChange(number: number, epoch: epoch, state: state)
    change.output = reader.payload()
    change.error = reader.payload()
    change.ended = reader.signed()
    change.wakeAt = reader.signed()
    change.deadline = reader.signed()
    change.attempts = reader.signed()
    self.init(value: change, files: FilePayloads(rawValue: reader.signed()))
  }
}
