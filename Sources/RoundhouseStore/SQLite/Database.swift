internal import CSQLite

/// One open connection to one SQLite file, used by one thread at a time and closed when it is dropped.
///
/// Statements may be dropped after it: SQLite closes the file with the last of them.
struct Database: ~Copyable {
  private let handle: OpaquePointer

  /// Opens a file, and makes it if it is missing.
  init(path: String) throws(DatabaseError) {
    DatabaseError.forgetSystemError()
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened else {
      throw DatabaseError(code: code, message: String(cString: sqlite3_errstr(code)), path: path)
    }
    guard code == SQLITE_OK else {
      var error = DatabaseError(opened)
      error.path = path
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
  }

  deinit { sqlite3_close_v2(handle) }

  /// Whether a transaction is open; some errors, a full disk for instance, end one on their own.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Runs one or more statements without values.
  func execute(_ sql: String) throws(DatabaseError) {
    DatabaseError.forgetSystemError()
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw DatabaseError(handle, sql: sql) }
  }

  /// Compiles one statement, to be kept.
  func prepare(_ sql: String) throws(DatabaseError) -> Statement { try Statement(sql, on: handle) }

  /// The first column of the first row as a number; 0 if there is none.
  func integer(_ sql: String) throws(DatabaseError) -> Int64 {
    try prepare(sql).first { $0.integer(0) } ?? 0
  }

  /// The first column of the first row as text; empty if there is none.
  func text(_ sql: String) throws(DatabaseError) -> String {
    try prepare(sql).first { $0.text(0) } ?? ""
  }
}
