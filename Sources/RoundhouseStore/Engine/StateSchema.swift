internal import RoundhouseModel

/// The tables of `kv.db`, and how an older file becomes one of this version.
enum StateSchema {
  /// "RHKV": marks the file as ours.
  static let applicationID: Int64 = 0x5248_4B56
  /// The number of migrations that a file of this version has seen.
  static var version: Int64 { Int64(migrations.count) }

  /// Each one makes the next version. Once released, none is ever changed.
  private static let migrations = [
    """
    create table entry(
      id integer primary key, agent text not null, kind integer not null, space text not null, key text not null,
      value blob not null, version integer not null) strict;
    create unique index entry_name on entry(agent, kind, space, key);
    create table usage(agent text primary key, bytes integer not null) strict, without rowid;
    create table counter(id integer primary key check(id = 1), version integer not null) strict;
    insert into counter values(1, 0);
    """
  ]

  /// Brings a file up to this version, in one transaction for each step.
  static func migrate(_ database: borrowing Database) throws(DatabaseError) {
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
  static func checkOrigin(of database: borrowing Database, path: String) throws(RoundhouseError) {
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
