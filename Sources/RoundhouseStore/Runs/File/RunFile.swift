internal import CPlatform
internal import CSQLite
internal import Glibc
internal import RoundhouseModel
internal import RoundhouseRuns

/// The open file of runs, and what keeps it whole.
final class RunFile {
  let path: String
  let database: Database
  let statements: RunStatements
  let artifacts: ArtifactFolder
  /// The highest numbers that are on the disk.
  private(set) var mark: RunMark
  /// Whether another host has taken the file over.
  private(set) var isLost = false
  /// Whether the last thing that was to be written had no room.
  private var isFull = false
  /// How often the file was taken over, up to this host. A higher one in the file means that it is another's.
  private let generation: Int64
  private var log: LogLength
  private var ballast: Ballast
  private let witness: Witness

  /// Opens the file and takes it over. Nobody else has it: its lock is held.
  init(_ paths: RunFilePaths, _ settings: RunStoreSettings) throws(RoundhouseError) {
    // At the limit of file sizes a write would end the process instead of failing.
    signal(SIGXFSZ, SIG_IGN)
    path = paths.database
    artifacts = ArtifactFolder(path: paths.artifacts)
    let witness = try Witness(path: paths.witness)
    var ballast = Ballast(path: paths.ballast, bytes: settings.ballast)
    let seen = witness.mark
    let claim = try Self.claim(path, seen, settings, &ballast)
    statements = claim.statements
    generation = claim.generation
    mark = claim.mark
    database = claim.database
    log = LogLength(settings)
    database.report(logLengthTo: log.pages)
    ballast.make()
    self.ballast = ballast
    witness.write(mark)
    self.witness = witness
    try settleArtifacts()
  }

  // MARK: Writing

  func commit(_ operations: [RunOperation]) throws(RoundhouseError) {
    if operations.isEmpty { return }
    var mark = mark
    try atomically { () throws(RoundhouseError) in
      for operation in operations { try statements.apply(operation, &mark, artifacts) }
    }
    self.mark = mark
    witness.write(mark)
    if !log.shorten(database) { makeRoom() }
  }

  func prune(endedBefore time: Int64, limit: Int) throws(RoundhouseError) -> Int {
    let (count, unnamed) = try atomically { () throws(RoundhouseError) in
      try reading { () throws(DatabaseError) in try forget(endedBefore: time, limit: limit) }
    }
    forget(unnamed)
    return count
  }

  /// - Returns: how many runs, and the files that they have named.
  private func forget(endedBefore time: Int64, limit: Int) throws(DatabaseError) -> (Int, [ArtifactDigest]) {
    let old = try statements.ended.rows(
      .integer(Self.lastNumber(at: time)), .integer(time), .integer(Int64(max(limit, 0)))
    ) {
      $0.integer(0)
    }
    guard !old.isEmpty else { return (0, []) }
    try statements.keep(mark)
    var named: [ArtifactDigest] = []
    for run in old {
      try statements.forgetJournal.run(.integer(run))
      try statements.forgetRun.run(.integer(run))
      named += try statements.forgetNames.rows(.integer(run)) { ArtifactDigest(stored: $0.blob(0)) }
    }
    return (old.count, named)
  }

  /// The highest number that a run may have that began at a time, in milliseconds since 1970.
  private static func lastNumber(at time: Int64) -> Int64 {
    let limit: Int64 = 1 << 43
    return min(max(time, -limit), limit - 1) << 20 | 0xF_FFFF
  }

  /// Does what would otherwise hold up a commit.
  func rest() {
    log.rest(database)
    ballast.restore()
  }

  private func atomically<Result>(
    _ body: () throws(RoundhouseError) -> Result
  ) throws(RoundhouseError) -> Result {
    // Before anything else takes the room that may have been made: a log that cannot be moved only grows.
    if isFull { makeRoom() }
    do throws(RoundhouseError) {
      try reading { () throws(DatabaseError) in try statements.begin.run() }
      try checkOwner()
      let result = try body()
      try reading { () throws(DatabaseError) in try statements.commit.run() }
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
    let owner = try reading { () throws(DatabaseError) in try statements.generation.first { $0.integer(0) } }
    guard owner == generation else {
      isLost = true
      throw .taken("another host has taken over \(path)")
    }
  }

  private func abandon() {
    // Some errors, a full disk for instance, have ended the transaction already.
    if database.isInTransaction { try? statements.rollback.run() }
  }

  /// So that the log can be moved, and what was refused goes in when it is tried again.
  private func makeRoom() {
    ballast.release()
    // A move that ends half way has taken room and given none.
    guard FreeRoom.bytes(beside: path) >= log.bytes else { return }
    try? database.checkpoint(SQLITE_CHECKPOINT_TRUNCATE)
  }

  // MARK: Reading

  func run(_ number: RunNumber) throws(RoundhouseError) -> RunRecord? {
    try whole(
      reading { () throws(DatabaseError) in
        try statements.run.rows(.integer(number.rawValue), read: StoredRow<RunRecord>.init)
      })
  }

  func run(clientKey: String) throws(RoundhouseError) -> RunRecord? {
    try whole(
      reading { () throws(DatabaseError) in
        try statements.runOfKey.rows(.text(clientKey), read: StoredRow<RunRecord>.init)
      })
  }

  private func whole(_ rows: [StoredRow<RunRecord>]) throws(RoundhouseError) -> RunRecord? {
    guard let row = rows.first else { return nil }
    return try whole(row)
  }

  func runs(_ query: RunQuery) throws(RoundhouseError) -> [RunRecord] {
    try reading { () throws(DatabaseError) in
      try database.prepare(query.sql).rows(
        .text(query.workflow), .integer(query.wokenBy), .integer(query.after.rawValue),
        .integer(Int64(max(query.limit, 0))), .text(query.queue), read: StoredRow<RunRecord>.init)
    }.compactMap(shown)
  }

  func nextDue(_ state: RunState) throws(RoundhouseError) -> Int64? {
    let statement = state == .waiting ? statements.nextWaking : statements.nextDue
    return try reading { () throws(DatabaseError) in try statement.first { $0.integer(0) } }
  }

  func journal(of run: RunNumber) throws(RoundhouseError) -> [JournalEntry] {
    let rows = try reading { () throws(DatabaseError) in
      try statements.journal.rows(.integer(run.rawValue), read: StoredRow<JournalEntry>.init)
    }
    return try rows.map { row throws(RoundhouseError) in try whole(row) }
  }

  func entries(after id: Int64, limit: Int) throws(RoundhouseError) -> [JournalEntry] {
    try reading { () throws(DatabaseError) in
      try statements.entries.rows(.integer(id), .integer(Int64(max(limit, 0))), read: StoredRow<JournalEntry>.init)
    }.map(shown)
  }
}
