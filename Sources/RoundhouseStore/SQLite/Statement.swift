internal import CSQLite

/// One compiled statement. Every call leaves it reset, with nothing bound.
final class Statement {
  private let handle: OpaquePointer
  /// The connection's pointer; used only to say what failed.
  private let connection: OpaquePointer
  private let sql: String

  /// Compiles a statement that will be used again and again.
  init(_ sql: String, on connection: OpaquePointer) throws(DatabaseError) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw DatabaseError(connection, sql: sql) }
    handle = prepared
    self.connection = connection
    self.sql = sql
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs the statement to its end.
  func run(_ values: SQLValue...) throws(DatabaseError) { try walk(values) { _ in true } }

  /// Runs the statement to its end and reads the first row; nil if there is none.
  func first<Result>(_ values: SQLValue..., read: (Row) -> Result) throws(DatabaseError) -> Result? {
    var result: Result?
    try walk(values) { row in
      if result == nil { result = read(row) }
      return true
    }
    return result
  }

  /// Hands over one row after another until there are no more or `body` answers false.
  func forEach(_ values: SQLValue..., body: (Row) -> Bool) throws(DatabaseError) { try walk(values, body) }

  private func walk(_ values: [SQLValue], _ body: (Row) -> Bool) throws(DatabaseError) {
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    for (index, value) in values.enumerated() {
      guard value.bind(to: handle, at: Int32(index + 1)) == SQLITE_OK else { throw DatabaseError(connection, sql: sql) }
    }
    DatabaseError.forgetSystemError()
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: if !body(Row(handle: handle)) { return }
      case SQLITE_DONE: return
      default: throw DatabaseError(connection, sql: sql)
      }
    }
  }
}
