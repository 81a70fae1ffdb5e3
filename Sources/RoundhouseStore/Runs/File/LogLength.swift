internal import CSQLite

/// How long the log of a file is, and when it is moved into the file.
///
/// SQLite would do so in the middle of a commit every 1 000 pages. Here it is done when nobody waits, and on a long log by
/// another thread; after a commit only what is left of it then.
struct LogLength: ~Copyable {
  /// So much longer the log gets before a move is tried again that had not the wished effect.
  private static let step: Int32 = 1_000

  /// So much is moved in a moment.
  private static let little: Int32 = 64

  /// Written by SQLite after each commit.
  let pages: UnsafeMutablePointer<Int32>
  var bytes: Int64 { Int64(pages.pointee) * 4096 }
  private let settings: RunStoreSettings
  private let mover: LogMover
  /// When the log is moved after a commit, and when by the other thread.
  private var next: Int32
  private var nextEarly: Int32

  init(_ settings: RunStoreSettings, _ mover: LogMover) {
    self.settings = settings
    self.mover = mover
    next = settings.longLog
    nextEarly = settings.earlyLog
    pages = .allocate(capacity: 1)
    pages.initialize(to: 0)
  }

  deinit { pages.deallocate() }

  /// After a commit. What was committed is safe in the log too, so a failure here is nobody's: it is tried again.
  /// - Returns: false if the log is long and could not be moved.
  mutating func shorten(_ database: borrowing Database) -> Bool {
    let length = pages.pointee
    if length < settings.longLog {
      next = settings.longLog
      moveEarly(length)
      return true
    }
    guard length >= next else { return true }
    if mover.isAtWork {
      if length < settings.longestLog { return true }
      mover.wait()
    }
    next = length + Self.step
    do throws(DatabaseError) {
      try database.checkpoint(
        length >= settings.longestLog ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE)
      return true
    } catch {
      return false
    }
  }

  /// The log goes on while it is moved: again when four fifths of what was left are full.
  private mutating func moveEarly(_ length: Int32) {
    if length < settings.earlyLog { nextEarly = settings.earlyLog }
    guard length >= nextEarly, !mover.isAtWork else { return }
    let left = (settings.longLog - length) / 5
    nextEarly = left < Self.little ? .max : settings.longLog - left
    mover.begin()
  }

  /// When nobody waits.
  mutating func rest(_ database: borrowing Database) {
    guard pages.pointee >= settings.restingLog, !mover.isAtWork else { return }
    try? database.checkpoint(SQLITE_CHECKPOINT_PASSIVE)
    // Until the next commit says what has become of it.
    pages.pointee = 0
  }

  /// Returns when nobody moves the log: before it is moved whole, or the file closed.
  func settle() { mover.wait() }
}
