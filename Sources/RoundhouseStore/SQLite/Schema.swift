internal import RoundhouseModel

/// The tables of a kind of file, and how an older file becomes one of this version.
struct Schema: Sendable {
  /// Marks a file as one of this kind.
  let applicationID: Int64
  /// Each one makes the next version. Once released, none is ever changed.
  let migrations: [String]

  /// The number of migrations that a file of this version has seen.
  var version: Int64 { Int64(migrations.count) }

  /// Brings a file up to this version, in one transaction for each step.
  func migrate(_ database: borrowing Database) throws(DatabaseError) {
    let found = try database.integer("pragma user_version")
    for (index, migration) in migrations.enumerated() where index >= found {
      try database.execute(
        """
        begin immediate;
        \(migration)
        pragma application_id = \(applicationID);
        pragma user_version = \(index + 1);
        commit;
        """)
    }
  }

  /// Refuses a file that is not ours or is from a newer Roundhouse; a file without tables is taken for a new one.
  func checkOrigin(of database: borrowing Database, path: String) throws(RoundhouseError) {
    let origin = try reading { () throws(DatabaseError) in
      (
        application: try database.integer("pragma application_id"),
        version: try database.integer("pragma user_version"),
        tables: try database.integer("select count(*) from sqlite_schema")
      )
    }
    if origin.tables == 0, origin.version == 0, origin.application == 0 { return }
    guard origin.application == applicationID else {
      throw RoundhouseError(
        .internal, "\(path) is a SQLite database, but not one of Roundhouse",
        remedy: "move it away, or give another folder with --state", path: path)
    }
    guard origin.version <= version else {
      throw RoundhouseError(
        .internal, "\(path) was written by a newer Roundhouse (version \(origin.version), this one knows \(version))",
        remedy: "start that newer Roundhouse, or give another folder with --state", path: path)
    }
  }
}

/// Runs what talks to SQLite and says its errors in our own words.
func reading<Result>(_ body: () throws(DatabaseError) -> Result) throws(RoundhouseError) -> Result {
  do { return try body() } catch { throw RoundhouseError(error) }
}
