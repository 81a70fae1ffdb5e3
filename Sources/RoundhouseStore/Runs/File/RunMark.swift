internal import RoundhouseRuns

/// How far a file of runs has come.
struct RunMark: Equatable, Sendable {
  /// The highest number of a record; 0 for none.
  var entry: Int64 = 0
  /// The highest number of a run; 0 for none.
  var run: Int64 = 0

  func covers(_ other: RunMark) -> Bool { entry >= other.entry && run >= other.run }

  mutating func raise(to other: RunMark) {
    entry = max(entry, other.entry)
    run = max(run, other.run)
  }
}

extension RunMark {
  /// How far a file has come, of whatever version and with what was pruned since; of a file without tables, not at all.
  init(_ database: borrowing Database) throws(DatabaseError) {
    func has(_ table: String) throws(DatabaseError) -> Bool {
      try database.integer("select count(*) from sqlite_schema where name = '\(table)'") == 1
    }
    guard try has("meta") else { return }
    entry = try database.integer("select value from meta where key = 'last_entry'")
    run = try database.integer("select value from meta where key = 'last_run'")
    for table in ["runs", "old_runs"] where try has(table) {
      run = max(run, try database.integer("select max(run) from \(table)"))
    }
    if try has("journal") { entry = max(entry, try database.integer("select max(id) from journal")) }
    if try has("batches") {
      let last = "from batches order by id desc limit 1"
      entry = max(entry, try database.integer("select entry \(last)"))
      run = max(run, try database.integer("select run \(last)"))
    }
  }
}

extension RunMark: CustomStringConvertible {
  var description: String { "record \(entry) and \(run == 0 ? "no run" : "\(RunNumber(rawValue: run))")" }
}
