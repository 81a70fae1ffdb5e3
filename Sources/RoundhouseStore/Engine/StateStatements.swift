/// The statements of `kv.db`, compiled once.
struct StateStatements {
  let begin, commit, rollback: Statement
  let savepoint, release, rollbackToSavepoint: Statement
  let value, facts, keys: Statement
  let put, delete, erase: Statement
  let usage, setUsage, eraseUsage: Statement
  let version, nextVersion: Statement

  init(_ database: borrowing Database) throws(DatabaseError) {
    begin = try database.prepare("begin immediate")
    commit = try database.prepare("commit")
    rollback = try database.prepare("rollback")
    savepoint = try database.prepare("savepoint one")
    release = try database.prepare("release one")
    rollbackToSavepoint = try database.prepare("rollback to one")
    let address = "agent = ?1 and kind = ?2 and space = ?3"
    value = try database.prepare("select value, version from entry where \(address) and key = ?4")
    facts = try database.prepare("select length(value), version from entry where \(address) and key = ?4")
    keys = try database.prepare("select key from entry where \(address) and key >= ?4 order by key limit ?5")
    put = try database.prepare(
      """
      insert into entry(agent, kind, space, key, value, version) values(?1, ?2, ?3, ?4, ?5, ?6)
      on conflict(agent, kind, space, key) do update set value = excluded.value, version = excluded.version
      """)
    delete = try database.prepare("delete from entry where \(address) and key = ?4")
    erase = try database.prepare("delete from entry where agent = ?1")
    usage = try database.prepare("select bytes from usage where agent = ?1")
    setUsage = try database.prepare(
      "insert into usage(agent, bytes) values(?1, ?2) on conflict(agent) do update set bytes = excluded.bytes")
    eraseUsage = try database.prepare("delete from usage where agent = ?1")
    version = try database.prepare("select version from counter")
    nextVersion = try database.prepare("update counter set version = version + 1 returning version")
  }
}
