internal import RoundhouseRuns

/// Makes the bytes of a batch: what one commit has of all runs, one part for each operation.
///
/// A byte for the format, and then part after part: its kind, the length of what follows, the run, the batch in which
/// the run was before, and the operation. Numbers of kinds and the order of fields never change; what is new comes
/// behind, or as another kind.
struct BatchWriter: ~Copyable {
  /// No more is begun in a batch that has so many bytes. A reader of one run reads the whole batch.
  private static let most = 64 << 10

  private var writer = ByteWriter()

  /// Gone with the next change.
  var bytes: UnsafeRawBufferPointer { writer.bytes }
  var isEmpty: Bool { writer.count <= 1 }
  var isFull: Bool { writer.count >= Self.most }

  init() { clear() }

  mutating func clear() {
    writer.clear()
    writer.add(byte: Batch.format)
  }

  /// - Parameter previous: as in `BatchPart`.
  mutating func add(_ operation: RunOperation, _ files: FilePayloads, previous: Int64) {
    switch operation {
    case .create(let run): add(.create, run.number, previous) { run.write(to: &$0, files) }
    case .record(let entry): add(.record, entry.run, previous) { entry.write(to: &$0, files) }
    case .update(let change): add(.change, change.number, previous) { change.write(to: &$0, files) }
    }
  }

  private mutating func add(
    _ kind: BatchPart.Kind, _ run: RunNumber, _ previous: Int64, _ write: (inout ByteWriter) -> Void
  ) {
    writer.add(byte: kind.rawValue)
    let start = writer.beginPart()
    writer.add(whole: UInt64(bitPattern: run.rawValue))
    writer.add(previous)
    write(&writer)
    writer.endPart(start)
  }
}
