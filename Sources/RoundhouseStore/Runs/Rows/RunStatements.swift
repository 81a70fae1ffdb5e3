internal import RoundhouseRuns

/// The statements of a file of runs, compiled once.
struct RunStatements {
  let begin, commit, rollback: Statement
  let create, createPlain, record: Statement
  let updateRunning, update, wait, waitNoMore: Statement
  let run, runOfKey, journal, entries, nextDue, nextWaking: Statement
  let ended, forgetRun, forgetJournal, forgetNames: Statement
  let name, named, isNamed, namedByOpen, fail: Statement
  let generation, nextGeneration, nextEpoch, raise: Statement

  init(_ database: borrowing Database) throws(DatabaseError) {
    begin = try database.prepare("begin immediate")
    commit = try database.prepare("commit")
    rollback = try database.prepare("rollback")
    create = try database.prepare("insert into runs(\(RunRecord.columns)) values(\(Self.places(29)))")
    createPlain = try database.prepare(RunRecord.plainInsert)
    record = try database.prepare("insert into journal(\(JournalEntry.columns)) values(\(Self.places(17)))")
    let change = """
      update runs set state = ?, output = ?, error = ?, ended = ?, wake_at = ?, deadline = ?, attempts = ?,
        files = files & 1 | ?
      where run = ? and epoch = ?
      """
    update = try database.prepare(change)
    updateRunning = try database.prepare(change + " and state = 1")
    wait = try database.prepare("insert into waits select run, state, wake_at, priority from runs where run = ?")
    waitNoMore = try database.prepare("delete from waits where run = ?")
    run = try database.prepare("select \(RunRecord.columns) from runs where run = ?")
    runOfKey = try database.prepare("select \(RunRecord.columns) from runs where client_key = ?")
    journal = try database.prepare("select \(JournalEntry.columns) from journal where run = ? order by id")
    entries = try database.prepare("select \(JournalEntry.columns) from journal where id > ? order by id limit ?")
    nextDue = try database.prepare("select due from waits where status = 0 order by due limit 1")
    nextWaking = try database.prepare("select due from waits where status = 2 and due > 0 order by due limit 1")
    // No run begins after its end, and its number says when it began.
    ended = try database.prepare(
      "select run from runs where run <= ? and state >= 10 and ended < ? order by run limit ?")
    forgetRun = try database.prepare("delete from runs where run = ?")
    forgetJournal = try database.prepare("delete from journal where run = ?")
    forgetNames = try database.prepare("delete from artifacts where run = ? returning digest")
    name = try database.prepare("insert or ignore into artifacts values(?, ?)")
    named = try database.prepare("select digest from artifacts where run = ?")
    isNamed = try database.prepare("select 1 from artifacts where digest = ? limit 1")
    namedByOpen = try database.prepare("select run, digest from artifacts join runs using(run) where state < 10")
    fail = try database.prepare(
      "update runs set state = 11, output = x'', error = ?, ended = ?, wake_at = 0, files = files & 1 where run = ?")
    generation = try database.prepare("select value from meta where key = 'generation'")
    nextGeneration = try database.prepare(
      "update meta set value = value + 1 where key = 'generation' returning value")
    nextEpoch = try database.prepare("update runs set epoch = epoch + 1 where state < 10")
    raise = try database.prepare("update meta set value = max(value, ?) where key = ?")
  }

  /// Keeps a mark beyond the rows that it is of.
  func keep(_ mark: RunMark) throws(DatabaseError) {
    try raise.run(.integer(mark.entry), .text("last_entry"))
    try raise.run(.integer(mark.run), .text("last_run"))
  }

  private static func places(_ count: Int) -> String { repeatElement("?", count: count).joined(separator: ", ") }
}
