internal import CSQLite
internal import CPlatform

/// What SQLite refused: its code and words, the file, the statement, and the system's reason if there is one.
struct DatabaseError: Error, Sendable, Equatable {
  /// The extended result code.
  var code: Int32
  var message: String
  var path: String
  /// The statement concerned; empty while the file is being opened.
  var sql: String
  /// `errno` of the failed system call; 0 if none failed.
  var systemError: Int32

  init(code: Int32, message: String, path: String, sql: String = "", systemError: Int32 = 0) {
    self.code = code
    self.message = message
    self.path = path
    self.sql = sql
    self.systemError = systemError
  }

  /// What the connection says about the call that has just failed, to be asked before any other call.
  init(_ connection: OpaquePointer, sql: String = "") {
    code = sqlite3_extended_errcode(connection)
    message = String(cString: sqlite3_errmsg(connection))
    path = sqlite3_db_filename(connection, "main").map { String(cString: $0) } ?? ""
    self.sql = sql
    // `sqlite3_system_errno` knows nothing of writes to the log, so the thread's own word is read, cleared before.
    systemError = Self.kindsWithSystemError.contains(code & 0xff) ? platform_errno() : 0
  }

  /// The code without its extension: `SQLITE_FULL`, `SQLITE_IOERR`, …
  var primaryCode: Int32 { code & 0xff }

  /// Clears `errno`, so that an older failure is not told as the reason of the next one.
  static func forgetSystemError() { __errno_location().pointee = 0 }

  /// The failures that a system call can be the reason of.
  private static let kindsWithSystemError = [SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_READONLY]
}

extension DatabaseError: CustomStringConvertible {
  /// `SQLite error 13: database or disk is full; No space left on device; in "commit"`
  var description: String {
    var text = "SQLite error \(code): \(message)"
    if systemError != 0 { text += "; \(String(cString: strerror(systemError)))" }
    if !sql.isEmpty { text += "; in \"\(sql)\"" }
    return text
  }
}
