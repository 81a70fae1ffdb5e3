internal import RoundhouseRuns

/// The statements of a file of runs, compiled once.
struct RunStatements {
  let begin, commit, rollback: Statement
  let append, batch, batches, batchMark, firstBatch, lastBatch, rewrite, forgetBatch: Statement
  let create, update, touch, wait, waitNoMore: Statement
  let run, runOfKey, head, nextDue, nextWaking: Statement
  let ended, forgetRun, forgetNames: Statement
  let name, named, isNamed, namedByOpen: Statement
  let generation, nextGeneration, nextEpoch, raise, followed, follow: Statement

  init(_ database: borrowing Database) throws(DatabaseError) {
    begin = try database.prepare("begin immediate")
    commit = try database.prepare("commit")
    rollback = try database.prepare("rollback")
    append = try database.prepare("insert into batches(id, entry, run, body) values(?, ?, ?, ?)")
    batch = try database.prepare("select body from batches where id = ?")
    batches = try database.prepare("select id, body from batches where id >= ? order by id")
    batchMark = try database.prepare("select id, entry from batches where id >= ? order by id limit 1")
    firstBatch = try database.prepare("select id from batches order by id limit 1")
    lastBatch = try database.prepare("select id from batches order by id desc limit 1")
    rewrite = try database.prepare("update batches set body = ? where id = ?")
    forgetBatch = try database.prepare("delete from batches where id = ?")
    create = try database.prepare(RunRow.insert)
    update = try database.prepare(RunRow.update)
    touch = try database.prepare(RunRow.touch)
    wait = try database.prepare(
      "insert or replace into waits select run, state, wake_at, priority from runs where run = ?")
    waitNoMore = try database.prepare("delete from waits where run = ?")
    run = try database.prepare("select \(RunRow.columns) from runs where run = ?")
    runOfKey = try database.prepare("select \(RunRow.columns) from runs where client_key = ?")
    head = try database.prepare("select epoch, state, changed, last, sequence from runs where run = ?")
    nextDue = try database.prepare("select run, due from waits where status = 0 order by due")
    nextWaking = try database.prepare("select run, due from waits where status = 2 and due > 0 order by due")
    // No run begins after its end, and its number says when it began.
    ended = try database.prepare(
      "select run from runs where run <= ? and state >= 10 and ended < ? order by run limit ?")
    forgetRun = try database.prepare("delete from runs where run = ?")
    forgetNames = try database.prepare("delete from artifacts where run = ? returning digest")
    name = try database.prepare("insert or ignore into artifacts values(?, ?)")
    named = try database.prepare("select digest from artifacts where run = ?")
    isNamed = try database.prepare("select 1 from artifacts where digest = ? limit 1")
    namedByOpen = try database.prepare("select run, digest from artifacts join runs using(run) where state < 10")
    generation = try database.prepare("select value from meta where key = 'generation'")
    nextGeneration = try database.prepare(
      "update meta set value = value + 1 where key = 'generation' returning value")
    nextEpoch = try database.prepare("update runs set epoch = epoch + 1 where state < 10")
    raise = try database.prepare("update meta set value = max(value, ?) where key = ?")
    followed = try database.prepare("select value from meta where key = 'followed'")
    follow = try database.prepare("update meta set value = ? where key = 'followed'")
  }

  /// Keeps a mark beyond the rows that it is of.
  func keep(_ mark: RunMark) throws(DatabaseError) {
    try raise.run(.integer(mark.entry), .text("last_entry"))
    try raise.run(.integer(mark.run), .text("last_run"))
  }
}
