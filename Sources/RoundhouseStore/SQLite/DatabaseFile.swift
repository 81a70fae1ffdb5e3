internal import CPlatform
internal import RoundhouseModel

/// How a file of the host's is opened: looked over first, then set to write-ahead logging with an fsync for each
/// transaction.
enum DatabaseFile {
  /// Files up to this size are checked page by page at every start, which takes about a tenth of a second at most;
  /// damage in a larger one shows itself where it is met.
  static let checkedSize: Int64 = 64 << 20

  /// Opens the file, and makes it if it is missing.
  /// - Parameters:
  ///   - patience: how long each transaction waits for another program that holds the file.
  ///   - disk: the name of the SQLite VFS that the file lies on; nil for the system's files.
  ///   - inspect: looks at the file before anything in it or in its log is touched, and may refuse it.
  static func open(
    _ path: String, _ schema: Schema, patience: Nanoseconds = .seconds(2), disk: String? = nil,
    inspect: (borrowing Database) throws(RoundhouseError) -> Void = { _ in }
  ) throws(RoundhouseError) -> Database {
    try refuseLostFile(path)
    let database = try connect(path, patience, disk)
    // A refused file is left as it was found, for whoever wants to save something of it.
    database.keepLog(onClose: true)
    try schema.checkOrigin(of: database, path: path)
    try check(database, path)
    try inspect(database)
    database.keepLog(onClose: false)
    try configure(database, path)
    try reading { () throws(DatabaseError) in try schema.migrate(database) }
    return database
  }

  private static func connect(
    _ path: String, _ patience: Nanoseconds, _ disk: String?
  ) throws(RoundhouseError) -> Database {
    do {
      let database = try Database(path: path, disk: disk)
      try database.execute(
        "pragma busy_timeout = \(patience / 1_000_000); pragma trusted_schema = off; pragma cell_size_check = on")
      return database
    } catch { throw RoundhouseError(error) }
  }

  /// SQLite takes an empty file for a new one and throws its log away, so that case must be seen before.
  private static func refuseLostFile(_ path: String) throws(RoundhouseError) {
    guard let log = size(of: path + "-wal"), log > 0, (size(of: path) ?? 0) == 0 else { return }
    throw .damaged(path, cause: "the file is empty or missing, but its log \(path)-wal has \(log) bytes")
  }

  private static func check(_ database: borrowing Database, _ path: String) throws(RoundhouseError) {
    guard let size = size(of: path), size <= checkedSize else { return }
    let finding = try reading { () throws(DatabaseError) in try database.text("pragma quick_check(1)") }
    guard finding == "ok" else { throw .damaged(path, cause: finding) }
  }

  private static func configure(_ database: borrowing Database, _ path: String) throws(RoundhouseError) {
    try reading { () throws(DatabaseError) in
      try database.execute("pragma synchronous = full; pragma wal_autocheckpoint = 10000")
      try database.execute("pragma journal_size_limit = 67108864; pragma temp_store = memory")
    }
    let mode = try reading { () throws(DatabaseError) in try database.text("pragma journal_mode = wal") }
    guard mode == "wal" else {
      throw RoundhouseError(
        .internal, "\(path) cannot have a write-ahead log on this file system",
        remedy: "give a folder on a local disk with --state", cause: "journal_mode is \(mode)", path: path)
    }
    // Begins with a short log, if it can: a full disk or another reader does not keep the host from starting.
    _ = try? database.integer("pragma wal_checkpoint(truncate)")
  }

  private static func size(of path: String) -> Int64? {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }
}
