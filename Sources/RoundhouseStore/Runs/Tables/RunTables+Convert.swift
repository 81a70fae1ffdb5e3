internal import RoundhouseRuns

// Files of older versions. Within an open transaction.
extension RunTables {
  /// Moves the records of a file up to version 4 into batches. Does nothing for any other.
  func convert() throws(DatabaseError) {
    guard let journal = try OldJournal(database) else { return }
    var places: [RunNumber: (batch: Int64, sequence: Int64)] = [:]
    writer.clear()
    var (read, written) = (Int64.min, Int64(0))
    while case let entries = try journal.entries(after: read, limit: 500), let end = entries.last?.value.id {
      for entry in entries {
        if writer.isFull { try append(upTo: written) }
        let place = places[entry.value.run]
        writer.add(.record(entry.value), entry.files, previous: place?.batch ?? 0)
        places[entry.value.run] = (last + 1, max(entry.value.sequence, place?.sequence ?? .min))
        written = entry.value.id
      }
      read = end
    }
    try append(upTo: written)
    for (run, place) in places {
      try statements.touch.run(.integer(place.batch), .integer(place.sequence), .integer(run.rawValue))
    }
    try database.execute("drop table journal")
    try statements.follow.run(.integer(last))
    followed = last
  }

  private func append(upTo entry: Int64) throws(DatabaseError) {
    if writer.isEmpty { return }
    try statements.append.run(.integer(last + 1), .integer(entry), .integer(0), .blob(writer.bytes))
    last += 1
    writer.clear()
  }
}
