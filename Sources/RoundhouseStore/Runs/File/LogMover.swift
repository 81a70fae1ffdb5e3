internal import RoundhouseModel
internal import Synchronization

/// Moves the log of a file into it on a thread of its own, while commits go on behind it: what is left when the log is to
/// begin anew is little then.
///
/// A thread and a connection live for one move: moves are long after one another, and most hosts never come to the first.
final class LogMover: Sendable {
  private let path: String
  private let disk: String?
  private let isMoving = Atomic<Bool>(false)
  private let bell = ThreadBell()

  /// - Parameter disk: the name of the SQLite VFS that the file lies on; nil for the system's files.
  init(path: String, disk: String?) {
    self.path = path
    self.disk = disk
  }

  /// Whether a move is under way. SQLite lets nobody else move the log meanwhile.
  var isAtWork: Bool { isMoving.load(ordering: .acquiring) }

  /// Begins to move what is in the log now, unless a move is under way. A failure is nobody's: whoever moves the rest is
  /// told what is wrong.
  func begin() {
    guard !isMoving.exchange(true, ordering: .acquiringAndReleasing) else { return }
    let hasThread = OwnThread.start("rh-log") { [self] in
      move()
      end()
    }
    if !hasThread { end() }
  }

  /// Returns when no move is under way: by whoever closes the file, so that the last to close it has its lock. It takes as
  /// long as the disk does, as the same move would here.
  func wait() {
    while true {
      let seen = bell.count
      guard isAtWork else { return }
      bell.sleep(at: seen)
    }
  }

  private func move() {
    guard let database = try? Database(path: path, disk: disk) else { return }
    try? database.execute("pragma synchronous = full; pragma wal_checkpoint(passive)")
  }

  private func end() {
    isMoving.store(false, ordering: .releasing)
    bell.ring()
  }
}
