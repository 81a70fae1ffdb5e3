package import RoundhouseModel

/// The agents' durable key-value state: SQLite, in `kv.db` of the state folder.
///
/// Requests are carried out in the order in which they were asked, so a read sees every commit queued before it. What
/// waits together becomes durable together, with one fsync. Call-backs run on the store's own thread, in that order,
/// and must not block; only a refusal, `overloaded` or `unreachable`, is told on the caller's thread before the
/// function returns. A commit of nothing answers when all commits queued before it are durable.
package final class StateStore: ThreadedStore {
  /// Holds the folder's lock for as long as the store lives.
  private let folder: StateFolder
  let thread: StoreThread

  /// Opens the folder's `kv.db`, and makes it if it is missing.
  /// - Parameter capacity: how many requests may wait.
  /// - Throws: `internal` for a file that is damaged, not ours or not writable, `storeFull` for a full disk.
  package init(folder: StateFolder, capacity: Int = 1024) throws(RoundhouseError) {
    self.folder = folder
    let path = folder.file("kv.db")
    thread = try StoreThread(capacity: capacity) { () throws(RoundhouseError) in try SQLiteEngine(path: path) }
  }
}
