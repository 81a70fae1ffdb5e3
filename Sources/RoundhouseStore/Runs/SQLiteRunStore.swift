package import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Runs in a SQLite file of one host's: what `commit` has written is on the disk when it returns.
///
/// Beside the file `NAME.db` lie `NAME.lock`, which the host holds for as long as it lives, `NAME.witness`, which knows
/// what was confirmed, and `NAME.ballast`, the room that a full disk is left with.
package final class SQLiteRunStore: RunStore {
  /// What the file is called in its folder.
  package let name: String
  // The file is closed before the lock is let go.
  private let file: Mutex<RunFile>
  private let lock: FileLock

  /// Opens a file, makes it if it is missing, and takes it over: all its open runs are this host's from now on.
  /// - Throws: `conflict` if a living host has it; `internal` for a file that is damaged, has lost what was confirmed,
  ///   is not ours or cannot be written; `storeFull`; `overloaded` if another program holds it.
  package convenience init(
    folder: String, name: String, settings: RunStoreSettings = RunStoreSettings()
  ) throws(RoundhouseError) {
    let paths = RunFilePaths(folder: folder, name: name)
    guard let lock = try FileLock(path: paths.lock) else {
      throw RoundhouseError(
        .conflict, "another host has the runs in \(paths.database)",
        remedy: "end that host, or take another file of the folder", path: paths.database)
    }
    try self.init(paths, lock, settings)
  }

  init(_ paths: RunFilePaths, _ lock: FileLock, _ settings: RunStoreSettings) throws(RoundhouseError) {
    name = paths.name
    self.lock = lock
    file = Mutex(try RunFile(paths, settings))
  }

  package func commit(_ operations: [RunOperation]) throws(RoundhouseError) {
    try file.withLock { file throws(RoundhouseError) in try file.commit(operations) }
  }

  package func run(_ number: RunNumber) throws(RoundhouseError) -> RunRecord? {
    try file.withLock { file throws(RoundhouseError) in try file.run(number) }
  }

  package func run(clientKey: String) throws(RoundhouseError) -> RunRecord? {
    try file.withLock { file throws(RoundhouseError) in try file.run(clientKey: clientKey) }
  }

  package func runs(_ query: RunQuery) throws(RoundhouseError) -> [RunRecord] {
    try file.withLock { file throws(RoundhouseError) in try file.runs(query) }
  }

  package func nextDue(_ state: RunState) throws(RoundhouseError) -> Int64? {
    try file.withLock { file throws(RoundhouseError) in try file.nextDue(state) }
  }

  package func journal(of run: RunNumber) throws(RoundhouseError) -> [JournalEntry] {
    try file.withLock { file throws(RoundhouseError) in try file.journal(of: run) }
  }

  package func entries(after id: Int64, limit: Int) throws(RoundhouseError) -> [JournalEntry] {
    try file.withLock { file throws(RoundhouseError) in try file.entries(after: id, limit: limit) }
  }

  package var isLost: Bool { file.withLock { $0.isLost } }

  package var lastEntry: Int64 { file.withLock { $0.mark.entry } }

  package func prune(endedBefore time: Int64, limit: Int) throws(RoundhouseError) -> Int {
    try file.withLock { file throws(RoundhouseError) in try file.prune(endedBefore: time, limit: limit) }
  }

  package func rest() { file.withLock { $0.rest() } }
}
