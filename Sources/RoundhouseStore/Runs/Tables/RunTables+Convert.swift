internal import RoundhouseRuns

// Files of older versions. Within an open transaction.
extension RunTables {
  /// So many rows are read at once.
  private static let wave: Int64 = 500

  /// Moves the runs and records of a file up to version 4 over. Does nothing for any other.
  func convert() throws(DatabaseError) {
    guard let old = try OldTables(database) else { return }
    var places: [RunNumber: (batch: Int64, sequence: Int64)] = [:]
    writer.clear()
    try convertJournal(old, &places)
    try convertRuns(old, places)
    try database.execute("drop table journal; drop table old_runs")
    try follow()
    haveFollowed()
  }

  /// - Parameter places: where each run's batches end, and with which sequence.
  private func convertJournal(
    _ old: OldTables, _ places: inout [RunNumber: (batch: Int64, sequence: Int64)]
  ) throws(DatabaseError) {
    var (read, written) = (Int64.min, Int64(0))
    while case let entries = try old.entries(after: read, limit: Self.wave), let end = entries.last?.value.id {
      for entry in entries {
        if writer.isFull { try writeBatch(upTo: written) }
        let place = places[entry.value.run]
        writer.add(.record(entry.value), entry.files, previous: place?.batch ?? 0)
        places[entry.value.run] = (last + 1, max(entry.value.sequence, place?.sequence ?? .min))
        written = entry.value.id
      }
      read = end
    }
    try writeBatch(upTo: written)
  }

  private func convertRuns(
    _ old: OldTables, _ places: [RunNumber: (batch: Int64, sequence: Int64)]
  ) throws(DatabaseError) {
    var read = Int64.min
    while case let runs = try old.runs(after: read, limit: Self.wave), let end = runs.last?.value.number.rawValue {
      for run in runs {
        if writer.isFull { try writeBatch(upTo: mark.entry) }
        let place = places[run.value.number]
        writer.add(.create(run.value), run.files, previous: place?.batch ?? 0)
        heads.begin(run, in: last + 1)
        if let place, let head = heads[run.value.number] { heads.record(place.sequence, of: head, in: last + 1) }
      }
      try writeBatch(upTo: mark.entry)
      try follow()
      haveFollowed()
      read = end
    }
  }

  private func writeBatch(upTo entry: Int64) throws(DatabaseError) {
    if writer.isEmpty { return }
    try statements.append.run { binding in
      binding.add(last + 1)
      binding.add(entry)
      binding.add(Int64(0))
      binding.add(lasting: writer.bytes)
    }
    last += 1
    writer.clear()
  }
}
