internal import RoundhouseRuns

/// What one commit has written, as it lies in the file.
struct Batch {
  /// The only one yet.
  static let format: UInt8 = 1

  let id: Int64
  let bytes: [UInt8]

  /// Hands over part after part.
  /// - Returns: false if the batch cannot be understood.
  func forEach(_ body: (BatchPart) -> Bool) -> Bool {
    var reader = ByteReader(bytes)
    guard reader.byte() == Self.format else { return false }
    var start = 1
    while !reader.isAtEnd {
      let kind = BatchPart.Kind(rawValue: reader.byte())
      let range = reader.part()
      var head = ByteReader(bytes, range)
      let run = RunNumber(rawValue: Int64(bitPattern: head.whole()))
      let previous = head.signed()
      guard let kind, !reader.isBroken, !head.isBroken else { return false }
      let part = BatchPart(
        kind: kind, run: run, previous: previous, content: head.place..<range.upperBound,
        whole: start..<range.upperBound)
      start = range.upperBound
      if !body(part) { return false }
    }
    return true
  }

  /// What a part says; nil if it cannot be understood.
  func operation(_ part: BatchPart) -> StoredOperation? {
    var reader = ByteReader(bytes, part.content)
    let operation: StoredOperation? =
      switch part.kind {
      case .create: StoredRow<RunRecord>(part.run, &reader).map { .create($0) }
      case .record: StoredRow<JournalEntry>(part.run, &reader).map { .record($0) }
      case .change: StoredRow<RunChange>(part.run, &reader).map { .change($0) }
      }
    return reader.isBroken ? nil : operation
  }

  /// The same without some runs' parts.
  /// - Returns: nil if it cannot be understood.
  func without(_ runs: Set<RunNumber>) -> Batch? {
    var kept = [Self.format]
    let isUnderstood = forEach { part in
      if !runs.contains(part.run) { kept += bytes[part.whole] }
      return true
    }
    return isUnderstood ? Batch(id: id, bytes: kept) : nil
  }

  var isEmpty: Bool { bytes.count <= 1 }
}
