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
  /// How far a file has come, with what was pruned since; of a file without tables, not at all.
  init(_ database: borrowing Database) throws(DatabaseError) {
    guard try database.integer("select count(*) from sqlite_schema where name = 'meta'") == 1 else { return }
    entry = try database.integer(Self.highest("id", "journal", "last_entry"))
    run = try database.integer(Self.highest("run", "runs", "last_run"))
  }

  private static func highest(_ column: String, _ table: String, _ key: String) -> String {
    "select max(ifnull((select max(\(column)) from \(table)), 0), (select value from meta where key = '\(key)'))"
  }
}

extension RunMark: CustomStringConvertible {
  var description: String { "record \(entry) and \(run == 0 ? "no run" : "\(RunNumber(rawValue: run))")" }
}
