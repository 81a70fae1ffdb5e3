internal import RoundhouseModel

/// Entries in a SQLite file. A group is one transaction, each commit a savepoint in it.
final class SQLiteEngine: StateEngine {
  private let database: Database
  private let statements: StateStatements
  /// Whether a transaction was begun and neither flushed nor abandoned; SQLite may have ended it meanwhile.
  private var isGroupOpen = false
  private var hasFailedToUndo = false
  /// Why the group could not be begun. It fails the group's other commits too, so that each of them does not wait two
  /// seconds more for a program that holds the file.
  private var obstacle: RoundhouseError?

  /// Opens the file, refuses it if it is damaged or not ours, and brings it up to this version.
  init(path: String) throws(RoundhouseError) {
    database = try DatabaseFile.open(path, StateSchema.schema)
    do { statements = try StateStatements(database) } catch { throw RoundhouseError(error) }
  }

  var hasLostGroup: Bool { hasFailedToUndo || (isGroupOpen && !database.isInTransaction) }

  func value(of key: StateKey) throws(RoundhouseError) -> StateValue? {
    try StateLimits.check(key)
    return try reading { () throws(DatabaseError) in
      try statements.value.first(.text(key.agent), .integer(key.space.kind), .text(key.space.name), .text(key.key)) {
        StateValue(bytes: $0.blob(0), version: $0.unsigned(1))
      }
    }
  }

  func commit(_ operations: [StateOperation], quota: UInt64) throws(RoundhouseError) -> UInt64 {
    guard let agent = operations.first?.key.agent else { return try version() }
    try StateLimits.check(operations)
    try openGroup()
    let plan = try CommitPlan(operations, quota: quota, usage: usage(of: agent), stored: facts)
    if plan.writes.isEmpty { return try version() }
    return try atomically { () throws(DatabaseError) in
      let version = try statements.nextVersion.first { $0.unsigned(0) } ?? 0
      for write in plan.writes { try carryOut(write, version) }
      try statements.setUsage.run(.text(agent), .unsigned(plan.usage))
      return version
    }
  }

  func usage(of agent: String) throws(RoundhouseError) -> UInt64 {
    try reading { () throws(DatabaseError) in try statements.usage.first(.text(agent)) { $0.unsigned(0) } ?? 0 }
  }

  func erase(_ agent: String) throws(RoundhouseError) -> UInt64 {
    try openGroup()
    let freed = try usage(of: agent)
    try atomically { () throws(DatabaseError) in
      try statements.erase.run(.text(agent))
      try statements.eraseUsage.run(.text(agent))
    }
    return freed
  }

  func keys(_ agent: String, _ space: StateSpace, prefix: String, limit: Int) throws(RoundhouseError) -> [String] {
    var keys: [String] = []
    try reading { () throws(DatabaseError) in
      try statements.keys.forEach(
        .text(agent), .integer(space.kind), .text(space.name), .text(prefix), .integer(Int64(max(limit, 0)))
      ) { row in
        let key = row.text(0)
        // Rows come in the order of their bytes, so the first other one ends them.
        guard key.utf8.starts(with: prefix.utf8) else { return false }
        keys.append(key)
        return true
      }
    }
    return keys
  }

  func flush() throws(RoundhouseError) {
    obstacle = nil
    guard isGroupOpen else { return }
    try reading { () throws(DatabaseError) in try statements.commit.run() }
    isGroupOpen = false
  }

  func abandon() {
    // A rollback can only fail where SQLite has rolled back by itself; then there is nothing left to undo.
    if database.isInTransaction { try? statements.rollback.run() }
    isGroupOpen = false
    hasFailedToUndo = false
    obstacle = nil
  }

  private func openGroup() throws(RoundhouseError) {
    if isGroupOpen { return }
    if let obstacle { throw obstacle }
    do {
      try statements.begin.run()
      isGroupOpen = true
    } catch {
      let reason = RoundhouseError(error)
      obstacle = reason
      throw reason
    }
  }

  /// Runs changes that are kept together or not at all, without harm to the group's earlier commits.
  private func atomically<Result>(_ body: () throws(DatabaseError) -> Result) throws(RoundhouseError) -> Result {
    try reading { () throws(DatabaseError) in
      try statements.savepoint.run()
      do throws(DatabaseError) {
        let result = try body()
        try statements.release.run()
        return result
      } catch {
        undo()
        throw error
      }
    }
  }

  private func undo() {
    guard database.isInTransaction else { return }
    do {
      try statements.rollbackToSavepoint.run()
      try statements.release.run()
    } catch { hasFailedToUndo = true }
  }

  /// The newest version that was ever given.
  private func version() throws(RoundhouseError) -> UInt64 {
    try reading { () throws(DatabaseError) in try statements.version.first { $0.unsigned(0) } ?? 0 }
  }

  private func facts(of key: StateKey) throws(RoundhouseError) -> CommitPlan.Stored? {
    try reading { () throws(DatabaseError) in
      try statements.facts.first(.text(key.agent), .integer(key.space.kind), .text(key.space.name), .text(key.key)) {
        CommitPlan.Stored(version: $0.unsigned(1), size: $0.unsigned(0) + UInt64(key.key.utf8.count))
      }
    }
  }

  private func carryOut(_ write: CommitPlan.Write, _ version: UInt64) throws(DatabaseError) {
    let key = write.key
    if let bytes = write.bytes {
      try statements.put.run(
        .text(key.agent), .integer(key.space.kind), .text(key.space.name), .text(key.key), .blob(bytes),
        .unsigned(version))
    } else {
      try statements.delete.run(
        .text(key.agent), .integer(key.space.kind), .text(key.space.name), .text(key.key))
    }
  }
}
