internal import CSQLite
internal import RoundhouseModel
internal import RoundhouseRuns

/// The tables of a file of runs, and what is ahead of them in memory.
///
/// A commit only appends: one row with what all runs have to say, a batch. The rows of runs, and what is found among
/// them, follow for many commits at once, which is what makes a commit cheap (decision 033). Until then a run's head
/// knows how it stands, and whoever reads is given both. A host that opens the file makes the heads again from the batches
/// behind the last that the rows have followed.
final class RunTables {
  let statements: RunStatements
  /// Makes room for statements that are used once.
  let database: Database
  let path: String
  var heads = RunHeads()
  var writer = BatchWriter()
  /// The last batches that were read: runs that began together are read together.
  var recent: [IndexedBatch] = []
  /// The highest numbers that are written.
  var mark = RunMark()
  /// The number of the last batch; 0 before the first.
  var last: Int64 = 0
  /// The last batch that the rows have followed.
  var followed: Int64 = 0
  /// Whether the heads are those of what is written. A commit that was given up leaves them wrong.
  var areHeadsTrue = false

  init(_ database: consuming Database, path: String) throws(DatabaseError) {
    statements = try RunStatements(database)
    self.path = path
    self.database = database
    try remember()
  }

  /// Has all that is in memory made again if it may be wrong.
  func remember() throws(DatabaseError) {
    if areHeadsTrue { return }
    mark = try RunMark(database)
    followed = try statements.followed.first { $0.integer(0) } ?? 0
    last = max(followed, try statements.lastBatch.first { $0.integer(0) } ?? 0)
    (heads, recent) = (RunHeads(), [])
    for batch in try batches(from: followed + 1) {
      for operation in try operations(of: batch) { try note(operation, in: batch.id) }
    }
    areHeadsTrue = true
  }

  private func note(_ operation: StoredOperation, in batch: Int64) throws(DatabaseError) {
    switch operation {
    case .create(let run): heads.begin(run, in: batch)
    case .record(let entry):
      guard let head = try head(of: entry.value.run) else { return }
      heads.record(entry.value.sequence, of: head, in: batch)
    case .change(let change):
      guard let head = try head(of: change.value.number) else { return }
      heads.change(change, of: head, in: batch)
    }
  }

  /// A run's head, made from its row if need be; nil if there is no such run.
  func head(of number: RunNumber) throws(DatabaseError) -> RunHead? {
    if let head = heads[number] { return head }
    let rows = try statements.head.rows(.integer(number.rawValue)) { row in RunHead(number, row) }
    guard let head = rows.first else { return nil }
    heads.keep(head)
    return head
  }

  // MARK: Batches

  private func batches(from id: Int64) throws(DatabaseError) -> [Batch] {
    try statements.batches.rows(.integer(id)) { Batch(id: $0.integer(0), bytes: $0.blob(1)) }
  }

  /// One batch, which must be there.
  func batch(_ id: Int64) throws(DatabaseError) -> IndexedBatch {
    if let found = recent.first(where: { $0.id == id }) { return found }
    guard let bytes = try statements.batch.first(.integer(id), read: { $0.blob(0) }) else {
      throw damage("batch \(id) is missing")
    }
    guard let batch = IndexedBatch(Batch(id: id, bytes: bytes)) else {
      throw damage("batch \(id) has a part without a meaning")
    }
    if recent.count >= Self.mostRecent { recent.removeFirst() }
    recent.append(batch)
    return batch
  }

  private static let mostRecent = 16

  private func operations(of batch: Batch) throws(DatabaseError) -> [StoredOperation] {
    var operations: [StoredOperation] = []
    let isUnderstood = batch.forEach { part in
      guard let operation = batch.operation(part) else { return false }
      operations.append(operation)
      return true
    }
    guard isUnderstood else { throw damage("batch \(batch.id) has a part without a meaning") }
    return operations
  }

  func damage(_ what: String) -> DatabaseError {
    DatabaseError(code: SQLITE_CORRUPT, message: what, path: path, sql: "batches")
  }
}

extension RunHead {
  /// - Returns: nil for a state that this version does not know.
  fileprivate convenience init?(_ number: RunNumber, _ row: Row) {
    guard let state = RunState(rawValue: row.integer(1)) else { return nil }
    self.init(
      number, epoch: row.integer(0), state: state, changed: row.integer(2), batch: row.integer(3),
      sequence: row.isNull(4) ? nil : row.integer(4))
  }
}
