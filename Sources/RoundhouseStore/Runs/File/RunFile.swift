internal import CPlatform
internal import CSQLite
internal import Glibc
internal import RoundhouseModel
internal import RoundhouseRuns

/// The open file of runs, and what keeps it whole.
final class RunFile {
  let path: String
  let tables: RunTables
  let artifacts: ArtifactFolder
  /// The highest numbers that are on the disk.
  private(set) var mark: RunMark
  /// Whether another host has taken the file over.
  private(set) var isLost = false
  /// Whether the last thing that was to be written had no room.
  private var isFull = false
  /// How often the file was taken over, up to this host. A higher one in the file means that it is another's.
  private let generation: Int64
  /// The file's when this host has last written into it; nil before. Any other means that somebody else may have.
  private var version: UInt32?
  private let settings: RunStoreSettings
  private var log: LogLength
  private var room: LogRoom
  private var ballast: Ballast
  private let witness: Witness
  /// The rows of runs do not follow before this batch, because they could not the last time.
  private var nextFollowing: Int64 = 0

  /// Opens the file and takes it over. Nobody else has it: its lock is held.
  init(_ paths: RunFilePaths, _ settings: RunStoreSettings) throws(RoundhouseError) {
    // At the limit of file sizes a write would end the process instead of failing.
    signal(SIGXFSZ, SIG_IGN)
    path = paths.database
    artifacts = ArtifactFolder(path: paths.artifacts)
    self.settings = settings
    let witness = try Witness(path: paths.witness)
    var ballast = Ballast(path: paths.ballast, bytes: settings.ballast)
    let seen = witness.mark
    (tables, generation) = try Self.claim(path, seen, settings, &ballast)
    mark = tables.mark
    log = LogLength(settings, LogMover(path: path, disk: settings.disk))
    room = LogRoom(settings)
    tables.database.report(logLengthTo: log.pages)
    ballast.make()
    self.ballast = ballast
    witness.write(mark)
    self.witness = witness
    try settleArtifacts()
  }

  // Whoever closes the file last may remove its log, and must have the file's lock.
  deinit { log.settle() }

  // MARK: Writing

  func commit(_ operations: [RunOperation]) throws(RoundhouseError) {
    if operations.isEmpty { return }
    try append(operations)
    mark = tables.mark
    witness.write(mark)
    if log.shorten(tables.database) { room.keepAhead(of: log.pages.pointee, in: tables.database) } else { makeRoom() }
  }

  /// With it the rows of runs follow, if much is ahead of them then: one flush is for both. What fails because of the rows
  /// is written without them, and they are tried again a while later.
  private func append(_ operations: [RunOperation]) throws(RoundhouseError) {
    var follows = false
    do throws(RoundhouseError) {
      try atomically { () throws(RoundhouseError) in
        try tables.append(operations, artifacts)
        follows = isFollowing(settings.mostAhead)
        if follows { try reading { () throws(DatabaseError) in try tables.follow() } }
      }
      if follows { tables.haveFollowed() }
    } catch {
      guard follows else { throw error }
      nextFollowing = tables.last + Self.pause
      try append(operations)
    }
  }

  func prune(endedBefore time: Int64, limit: Int) throws(RoundhouseError) -> Int {
    let (count, unnamed) = try atomically { () throws(RoundhouseError) in
      try reading { () throws(DatabaseError) in try tables.forget(endedBefore: time, limit: limit) }
    }
    tables.haveForgotten()
    forget(unnamed)
    return count
  }

  /// Does what would otherwise hold up a commit.
  func rest() {
    follow(settings.restingAhead)
    log.rest(tables.database)
    ballast.restore()
  }

  /// Lets the rows of runs follow what was committed, if so much is ahead of them. That is safe where it is, so a failure
  /// here is nobody's.
  private func follow(_ most: Int) {
    guard isFollowing(most) else { return }
    do throws(RoundhouseError) {
      try atomically { () throws(RoundhouseError) in
        try reading { () throws(DatabaseError) in try tables.follow() }
      }
      tables.haveFollowed()
    } catch {
      nextFollowing = tables.last + Self.pause
    }
  }

  private func isFollowing(_ most: Int) -> Bool {
    tables.isAhead(by: most, batches: settings.mostBatchesAhead) && tables.last >= nextFollowing
  }

  /// Batches.
  private static let pause: Int64 = 64

  private func atomically<Result>(
    _ body: () throws(RoundhouseError) -> Result
  ) throws(RoundhouseError) -> Result {
    // Before anything else takes the room that may have been made: a log that cannot be moved only grows.
    if isFull { makeRoom() }
    do throws(RoundhouseError) {
      try reading { () throws(DatabaseError) in try tables.statements.begin.run() }
      try checkOwner()
      let result = try body()
      try reading { () throws(DatabaseError) in try tables.statements.commit.run() }
      version = tables.database.version
      isFull = false
      return result
    } catch {
      abandon()
      isFull = error.code == .storeFull
      if isFull { makeRoom() }
      throw error
    }
  }

  /// A host that stood still while another took its file over must not write into it: not even what no number refuses.
  private func checkOwner() throws(RoundhouseError) {
    if tables.database.version == version { return }
    let owner = try reading { () throws(DatabaseError) in try tables.statements.generation.first { $0.integer(0) } }
    guard owner == generation else {
      isLost = true
      throw .taken("another host has taken over \(path)")
    }
  }

  private func abandon() {
    // What was to be written is known by now to those who were to write it.
    tables.areHeadsTrue = false
    // Some errors, a full disk for instance, have ended the transaction already.
    if tables.database.isInTransaction { try? tables.statements.rollback.run() }
  }

  /// So that the log can be moved, and what was refused goes in when it is tried again.
  private func makeRoom() {
    ballast.release()
    log.settle()
    // A move that ends half way has taken room and given none.
    guard FreeRoom.bytes(beside: path) >= log.bytes else { return }
    try? tables.database.checkpoint(SQLITE_CHECKPOINT_TRUNCATE)
  }

  // MARK: Reading

  func run(_ number: RunNumber) throws(RoundhouseError) -> RunRecord? {
    let row = try read { () throws(DatabaseError) in try tables.run(number) }
    guard let row else { return nil }
    return try whole(row)
  }

  func run(clientKey: String) throws(RoundhouseError) -> RunRecord? {
    let row = try read { () throws(DatabaseError) in try tables.run(clientKey: clientKey) }
    guard let row else { return nil }
    return try whole(row)
  }

  func runs(_ query: RunQuery) throws(RoundhouseError) -> [RunRecord] {
    try read { () throws(DatabaseError) in try tables.runs(query) }.compactMap(shown)
  }

  func nextDue(_ state: RunState) throws(RoundhouseError) -> Int64? {
    try read { () throws(DatabaseError) in try tables.nextDue(state) }
  }

  func journal(of run: RunNumber) throws(RoundhouseError) -> [JournalEntry] {
    let rows = try read { () throws(DatabaseError) in try tables.journal(of: run) }
    return try rows.map { row throws(RoundhouseError) in try whole(row) }
  }

  func entries(after id: Int64, limit: Int) throws(RoundhouseError) -> [JournalEntry] {
    try read { () throws(DatabaseError) in try tables.entries(after: id, limit: limit) }.map(shown)
  }

  private func read<Result>(_ body: () throws(DatabaseError) -> Result) throws(RoundhouseError) -> Result {
    try reading { () throws(DatabaseError) in
      try tables.remember()
      return try body()
    }
  }
}
