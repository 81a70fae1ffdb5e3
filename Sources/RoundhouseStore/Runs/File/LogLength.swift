internal import CSQLite

/// How long the log of a file is, and when it is moved into the file.
///
/// SQLite would do so in the middle of a commit every 1 000 pages. Here it is done when nobody waits, and after a commit
/// only if that never came.
struct LogLength: ~Copyable {
  /// So much longer the log gets before a move is tried again that had not the wished effect.
  private static let step: Int32 = 1_000

  /// Written by SQLite after each commit.
  let pages: UnsafeMutablePointer<Int32>
  var bytes: Int64 { Int64(pages.pointee) * 4096 }
  private let settings: RunStoreSettings
  private var next: Int32

  init(_ settings: RunStoreSettings) {
    self.settings = settings
    next = settings.longLog
    pages = .allocate(capacity: 1)
    pages.initialize(to: 0)
  }

  deinit { pages.deallocate() }

  /// After a commit. What was committed is safe in the log too, so a failure here is nobody's: it is tried again.
  /// - Returns: false if the log is long and could not be moved.
  mutating func shorten(_ database: borrowing Database) -> Bool {
    let length = pages.pointee
    if length < settings.longLog { next = settings.longLog }
    guard length >= next else { return true }
    next = length + Self.step
    do throws(DatabaseError) {
      try database.checkpoint(
        length >= settings.longestLog ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE)
      return true
    } catch {
      return false
    }
  }

  /// When nobody waits.
  mutating func rest(_ database: borrowing Database) {
    guard pages.pointee >= settings.restingLog else { return }
    try? database.checkpoint(SQLITE_CHECKPOINT_PASSIVE)
    // Until the next commit says what has become of it.
    pages.pointee = 0
  }
}
