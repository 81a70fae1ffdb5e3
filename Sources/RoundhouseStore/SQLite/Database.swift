internal import CSQLite

/// One open connection to one SQLite file, used by one thread at a time and closed when it is dropped.
///
/// Statements may be dropped after it: SQLite closes the file with the last of them.
struct Database: ~Copyable {
  /// Once in a process. A refusal means that somebody has used SQLite before, and that it counts on.
  private static let memoryIsUncounted = sqlite3_leave_memory_uncounted() == SQLITE_OK

  private let handle: OpaquePointer

  /// Before anything else is asked of SQLite.
  static func prepareMemory() { _ = memoryIsUncounted }

  /// Opens a file, and makes it if it is missing.
  /// - Parameter disk: the name of the SQLite VFS that it lies on; nil for the system's files.
  init(path: String, disk: String? = nil) throws(DatabaseError) {
    Self.prepareMemory()
    DatabaseError.forgetSystemError()
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, disk)
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

  /// Another one after each transaction that has changed the file, this connection's and, once one of its own has begun
  /// behind it, anybody's.
  var version: UInt32 {
    var version: UInt32 = 0
    sqlite3_file_control(handle, nil, SQLITE_FCNTL_DATA_VERSION, &version)
    return version
  }

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

  /// Moves what is in the log into the file, as far as its readers allow.
  /// - Parameter mode: `SQLITE_CHECKPOINT_PASSIVE` waits for nobody, `SQLITE_CHECKPOINT_TRUNCATE` waits for readers as
  ///   long as the connection may, and empties the log.
  func checkpoint(_ mode: Int32) throws(DatabaseError) {
    DatabaseError.forgetSystemError()
    guard sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil) == SQLITE_OK else {
      throw DatabaseError(handle, sql: "wal_checkpoint")
    }
  }

  /// Whether closing leaves the log as it is: for a file that is only looked at.
  func keepLog(onClose isKept: Bool) { sqlite3_keep_log_on_close(handle, isKept ? 1 : 0) }

  /// Makes the log's file longer, with zeros that no commit waits for.
  /// - Returns: how many bytes it has then: fewer if there is no room, more if it was longer.
  func lengthenLog(to length: Int64) -> Int64 {
    var log: UnsafeMutablePointer<sqlite3_file>?
    var there: Int64 = 0
    guard sqlite3_file_control(handle, nil, SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK, let log,
      let methods = log.pointee.pMethods?.pointee, let write = methods.xWrite, let size = methods.xFileSize,
      size(log, &there) == SQLITE_OK
    else { return 0 }
    if there >= length { return there }
    let zeros = [UInt8](repeating: 0, count: Self.zeros)
    while there < length {
      let count = min(length - there, Int64(zeros.count))
      guard write(log, zeros, Int32(count), there) == SQLITE_OK else { break }
      there += count
    }
    // What is still gathered is written now, and if it is refused, it is no commit that is told so.
    if size(log, &there) != SQLITE_OK { _ = size(log, &there) }
    return there
  }

  /// So many bytes are written at once. SQLite's files take no more than 128 KiB.
  private static let zeros = 64 << 10

  /// Has the log's length in pages written to an address after each commit. Ends SQLite's own checkpoints.
  /// - Parameter pages: lives as long as the connection is used.
  func report(logLengthTo pages: UnsafeMutablePointer<Int32>) {
    sqlite3_wal_hook(
      handle,
      { pages, _, _, count in
        pages?.assumingMemoryBound(to: Int32.self).pointee = count
        return SQLITE_OK
      }, pages)
  }
}
