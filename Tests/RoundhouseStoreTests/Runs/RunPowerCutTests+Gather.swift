import CFaultyDisk
import CGather
import CSQLite
import Testing

// The layer that puts writes together, by itself.
extension RunPowerCutTests {
  @Test("A commit of many pages is one write; one that is refused at its flush leaves nothing")
  func gathering() throws {
    let connection = try GatheredConnection(over: "faulty", "gathered.db")
    try connection.run("create table t(body blob)")
    faulty_disk_refuse_after(2, SQLITE_FULL)
    try connection.run("insert into t values(randomblob(80000))")
    #expect(faulty_disk_refused() == 0)
    faulty_disk_refuse_after(1, SQLITE_FULL)
    #expect(throws: GatheredConnection.Refusal(code: SQLITE_FULL)) {
      try connection.run("insert into t values(randomblob(80000))")
    }
    #expect(faulty_disk_refused() > 0)
    faulty_disk_accept()
    #expect(try connection.number("select count(*) from t") == 1)
    try connection.run("insert into t values(randomblob(80000))")
    #expect(try connection.number("select sum(length(body)) from t") == 160_000)
    #expect(try connection.text("pragma integrity_check") == "ok")
  }

  @Test("What a long transaction has written is read again before it is flushed, and moved into the file whole")
  func readingBack() throws {
    let connection = try GatheredConnection(over: nil, folder.file("gathered.db"))
    try connection.run("create table t(id integer primary key, body blob); pragma cache_size = 5; begin")
    try connection.run(
      "insert into t with recursive n(i) as (select 1 union all select i + 1 from n where i < 500) "
        + "select i, zeroblob(3000 + i) from n")
    try connection.run("update t set body = zeroblob(length(body) + 1) where id % 7 = 0")
    #expect(try connection.number("select sum(length(body)) from t") == 500 * 3000 + 250 * 501 + 71)
    try connection.run("commit; pragma wal_checkpoint(truncate)")
    #expect(RawDatabase.ask(folder.file("gathered.db"), "pragma integrity_check") == "ok")
    let sum = RawDatabase.ask(folder.file("gathered.db"), "select sum(length(body)) from t")
    #expect(sum == "\(500 * 3000 + 250 * 501 + 71)")
  }

  @Test("The layer is made once for each disk, and not for one that does not exist")
  func registering() throws {
    #expect(gather_register("faulty") == gather_register("faulty"))
    #expect(gather_register("faulty") != gather_register(nil))
    #expect(gather_register("nothing of this name") == nil)
  }
}

/// A connection of SQLite's own to a file whose writes are put together.
private final class GatheredConnection {
  struct Refusal: Error, Equatable { var code: Int32 }

  private var handle: OpaquePointer?

  init(over disk: String?, _ path: String) throws {
    let layer = try #require(gather_register(disk))
    try check(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, layer))
    try run("pragma journal_mode = wal; pragma synchronous = full")
  }

  deinit { sqlite3_close_v2(handle) }

  func run(_ sql: String) throws { try check(sqlite3_exec(handle, sql, nil, nil, nil)) }

  func number(_ sql: String) throws -> Int64 { try first(sql) { sqlite3_column_int64($0, 0) } }

  func text(_ sql: String) throws -> String { try first(sql) { String(cString: sqlite3_column_text($0, 0)) } }

  private func first<Value>(_ sql: String, _ read: (OpaquePointer?) -> Value) throws -> Value {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
    let code = sqlite3_step(statement)
    guard code == SQLITE_ROW else { throw Refusal(code: code) }
    return read(statement)
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw Refusal(code: code & 0xFF) }
  }
}
