internal import CSQLite

/// One compiled statement. Every call leaves it reset.
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

  /// Bytes of texts and payloads that one row may have before SQLite copies them. More would not lie on the stack.
  private static let room = 1024

  /// Runs the statement to its end with the values that `bind` gives it, all of them: for statements that run again and
  /// again, because no array is made of them and nothing is unbound afterwards.
  /// - Returns: how many rows it has changed.
  @discardableResult
  func run(binding bind: (inout Binding) -> Void) throws(DatabaseError) -> Int32 {
    defer { sqlite3_reset(handle) }
    DatabaseError.forgetSystemError()
    let isDone = withUnsafeTemporaryAllocation(byteCount: Self.room, alignment: 1) { room in
      var binding = Binding(statement: handle, room: room)
      bind(&binding)
      return binding.code == SQLITE_OK && sqlite3_step(handle) == SQLITE_DONE
    }
    guard isDone else { throw DatabaseError(connection, sql: sql) }
    return sqlite3_changes(connection)
  }

  /// Runs the statement to its end and reads the first row; nil if there is none.
  func first<Result>(_ values: SQLValue..., read: (Row) -> Result) throws(DatabaseError) -> Result? {
    var result: Result?
    try walk(values) { row in
      if result == nil { result = read(row) }
      return true
    }
    return result
  }

  /// Reads all rows.
  /// - Parameter read: nil for a row that cannot be understood; that is an error, as damage is.
  func rows<Value>(_ values: SQLValue..., read: (Row) -> Value?) throws(DatabaseError) -> [Value] {
    var result: [Value] = []
    var isUnderstood = true
    try walk(values) { row in
      guard let value = read(row) else {
        isUnderstood = false
        return false
      }
      result.append(value)
      return true
    }
    guard isUnderstood else {
      throw DatabaseError(code: SQLITE_CORRUPT, message: "a row has a value without a meaning", path: path, sql: sql)
    }
    return result
  }

  /// Hands over one row after another until there are no more or `body` answers false.
  func forEach(_ values: SQLValue..., body: (Row) -> Bool) throws(DatabaseError) { try walk(values, body) }

  private func walk(_ values: [SQLValue], _ body: (Row) -> Bool) throws(DatabaseError) {
    defer { reset() }
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

  private var path: String { sqlite3_db_filename(connection, "main").map { String(cString: $0) } ?? "" }

  private func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }
}
