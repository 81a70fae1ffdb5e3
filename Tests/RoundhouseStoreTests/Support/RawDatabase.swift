import CSQLite

/// A second look at a database file, past the store.
enum RawDatabase {
  /// Runs statements; answers with the first column of the first row, or with SQLite's message.
  @discardableResult
  static func ask(_ path: String, _ sql: String) -> String {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK else {
      return "cannot open"
    }
    var answer: String?
    let code = withUnsafeMutablePointer(to: &answer) { answer in
      sqlite3_exec(
        handle, sql,
        { answer, count, values, _ in
          let answer = answer!.assumingMemoryBound(to: String?.self)
          if answer.pointee == nil, count > 0 { answer.pointee = values![0].map { String(cString: $0) } ?? "null" }
          return 0
        }, answer, nil)
    }
    return code == SQLITE_OK ? answer ?? "" : String(cString: sqlite3_errmsg(handle))
  }
}

/// A write transaction of another program, held open.
final class HeldDatabase {
  private var handle: OpaquePointer?

  init(_ path: String) throws {
    guard sqlite3_open(path, &handle) == SQLITE_OK,
      sqlite3_exec(handle, "begin immediate", nil, nil, nil) == SQLITE_OK
    else { throw CannotHold() }
  }

  func release() { sqlite3_exec(handle, "rollback", nil, nil, nil) }

  deinit { sqlite3_close_v2(handle) }

  struct CannotHold: Error {}
}
