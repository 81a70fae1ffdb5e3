internal import CSQLite
internal import RoundhouseModel
internal import RoundhouseRuns

// Reading: rows, and what is ahead of them.
extension RunTables {
  func run(_ number: RunNumber) throws(DatabaseError) -> StoredRow<RunRecord>? {
    if let record = heads[number]?.record { return record }
    guard let row = try statements.run.rows(.integer(number.rawValue), read: RunRow.init).first else { return nil }
    return try run(row)
  }

  func run(clientKey: String) throws(DatabaseError) -> StoredRow<RunRecord>? {
    if let head = heads.run(clientKey: clientKey) { return head.record }
    guard let row = try statements.runOfKey.rows(.text(clientKey), read: RunRow.init).first else { return nil }
    return try run(row)
  }

  /// A run as its batches have it, and what is ahead of its row.
  private func run(_ row: RunRow) throws(DatabaseError) -> StoredRow<RunRecord> {
    guard var run = try batch(row.first).beginning(of: row.number) else {
      throw damage("batch \(row.first) does not say how \(row.number) began")
    }
    run.value.epoch = row.epoch
    if row.changed != 0 {
      guard let change = try batch(row.changed).lastChange(of: row.number) else {
        throw damage("batch \(row.changed) does not say what became of \(row.number)")
      }
      run.apply(change)
    }
    if let change = heads[row.number]?.change { run.apply(change) }
    return run
  }

  func runs(_ query: RunQuery) throws(DatabaseError) -> [StoredRow<RunRecord>] {
    let ahead = try runsAhead(query)
    var found = ahead
    for row in try rows(query) {
      if let run = try shown(row) { found.append(run) }
    }
    if ahead.isEmpty { return found }
    return Array(found.sorted { query.isInOrder($0.value, $1.value) }.prefix(query.limit))
  }

  /// Rows of runs of which nothing is ahead.
  private func rows(_ query: RunQuery) throws(DatabaseError) -> [RunRow] {
    var found: [RunRow] = []
    var isUnderstood = true
    if query.limit <= 0 { return found }
    try database.prepare(query.sql).forEach(
      .text(query.workflow), .integer(query.wokenBy), .integer(query.after.rawValue), .text(query.queue)
    ) { row in
      if heads.isBeyondRow(RunNumber(rawValue: row.integer(0))) { return true }
      guard let run = RunRow(row) else {
        isUnderstood = false
        return false
      }
      found.append(run)
      return found.count < query.limit
    }
    guard isUnderstood else { throw damage("a run has a state without a meaning") }
    return found
  }

  /// A run as one of many, which a damaged batch does not keep from being seen: one that has ended says so in its error.
  /// - Returns: nil for one that is open and cannot be carried out: it would keep the others from being.
  private func shown(_ row: RunRow) throws(DatabaseError) -> StoredRow<RunRecord>? {
    do throws(DatabaseError) {
      return try run(row)
    } catch {
      guard error.primaryCode == SQLITE_CORRUPT else { throw error }
      guard row.state.isOver else { return nil }
      var run = RunRecord(
        number: row.number, workflow: row.workflow, version: 0, state: row.state, input: [], created: row.number.time)
      (run.ended, run.error) = (row.ended, RoundhouseError(error).json)
      return StoredRow(value: run, files: [])
    }
  }

  private func runsAhead(_ query: RunQuery) throws(DatabaseError) -> [StoredRow<RunRecord>] {
    var found: [StoredRow<RunRecord>] = []
    for head in heads.changed
    where head.isBeyondRow && (query.states.isEmpty || query.states.contains(head.state)) {
      if let run = try run(head.number), query.matches(run.value) { found.append(run) }
    }
    return found
  }

  func nextDue(_ state: RunState) throws(DatabaseError) -> Int64? {
    var next = heads.changed.lazy.filter { $0.state == state && $0.isBeyondRow }.compactMap(\.wakeAt)
      .filter { state == .queued || $0 != 0 }.min()
    try (state == .waiting ? statements.nextWaking : statements.nextDue).forEach { row in
      if heads.isBeyondRow(RunNumber(rawValue: row.integer(0))) { return true }
      next = min(next ?? .max, row.integer(1))
      return false
    }
    return next
  }

  /// A run's records, found from its last batch to its first.
  func journal(of run: RunNumber) throws(DatabaseError) -> [StoredRow<JournalEntry>] {
    var entries: [StoredRow<JournalEntry>] = []
    try walk(run) { batch throws(DatabaseError) in
      guard let records = batch.records(of: run) else {
        throw damage("batch \(batch.id) has a record of \(run) without a meaning")
      }
      entries += records.reversed()
    }
    return entries.reversed()
  }

  /// Hands over the batches that have something of a run, the last one first.
  func walk(_ run: RunNumber, _ body: (IndexedBatch) throws(DatabaseError) -> Void) throws(DatabaseError) {
    var next =
      if let head = heads[run] { head.batch } else {
        try statements.head.first(.integer(run.rawValue)) { $0.integer(3) } ?? 0
      }
    while next != 0 {
      let batch = try batch(next)
      guard let previous = batch.previous(of: run), (0..<next).contains(previous) else {
        throw damage("batch \(next) does not say where \(run) was before")
      }
      try body(batch)
      next = previous
    }
  }

  func entries(after id: Int64, limit: Int) throws(DatabaseError) -> [StoredRow<JournalEntry>] {
    var entries: [StoredRow<JournalEntry>] = []
    if limit <= 0 { return entries }
    var isUnderstood = true
    try statements.batches.forEach(.integer(firstBatch(beyond: id))) { row in
      let batch = Batch(id: row.integer(0), bytes: row.blob(1))
      isUnderstood = batch.forEach { part in
        guard part.kind == .record else { return true }
        guard case .record(let entry) = batch.operation(part) else { return false }
        if entry.value.id > id { entries.append(entry) }
        return true
      }
      return isUnderstood && entries.count < limit
    }
    guard isUnderstood else { throw damage("a batch has a record without a meaning") }
    return Array(entries.prefix(limit))
  }

  /// The first batch that may have a record behind one. Numbers of records ascend with those of batches, so it is looked
  /// for by halves.
  private func firstBatch(beyond entry: Int64) throws(DatabaseError) -> Int64 {
    var (low, high) = (try statements.firstBatch.first { $0.integer(0) } ?? 0, last + 1)
    while low < high {
      let middle = low + (high - low) / 2
      let found = try statements.batchMark.first(.integer(middle)) { (id: $0.integer(0), entry: $0.integer(1)) }
      if let found, found.entry <= entry { low = found.id + 1 } else { high = middle }
    }
    return low
  }
}

extension RunQuery {
  /// Whether one run comes before another.
  fileprivate func isInOrder(_ a: RunRecord, _ b: RunRecord) -> Bool {
    if isUrgentFirst, a.job.priority != b.job.priority { return a.job.priority > b.job.priority }
    return isNewestFirst && !isUrgentFirst ? a.number > b.number : a.number < b.number
  }
}
