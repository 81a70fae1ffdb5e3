internal import CSQLite
internal import RoundhouseModel
internal import RoundhouseRuns

extension RunFile {
  /// Opens a file, looks whether all is there that its witness has seen, and makes its runs this host's.
  /// - Returns: its tables, and how often it was taken over.
  static func claim(
    _ path: String, _ seen: RunMark?, _ settings: RunStoreSettings, _ ballast: inout Ballast
  ) throws(RoundhouseError) -> (RunTables, generation: Int64) {
    do throws(RoundhouseError) {
      return try claim(path, seen, settings)
    } catch  where error.code == .storeFull && ballast.release() {
      // An earlier life has kept room for this.
      return try claim(path, seen, settings)
    }
  }

  private static func claim(
    _ path: String, _ seen: RunMark?, _ settings: RunStoreSettings
  ) throws(RoundhouseError) -> (RunTables, generation: Int64) {
    let database = try DatabaseFile.open(
      path, RunSchema.schema, patience: settings.patience, disk: Database.gathering(on: settings.disk)
    ) { database throws(RoundhouseError) in
      guard let seen, !settings.acceptsLoss else { return }
      let found = try reading { () throws(DatabaseError) in try RunMark(database) }
      guard found.covers(seen) else { throw .lost(path, found, seen) }
    }
    do throws(DatabaseError) {
      let tables = try RunTables(database, path: path)
      // Numbers of what was lost are not given again.
      if let seen { tables.mark.raise(to: seen) }
      return (tables, try takeOver(tables))
    } catch { throw RoundhouseError(error) }
  }

  /// In one transaction: whoever had the file cannot write into it any more, nor change any of its runs.
  private static func takeOver(_ tables: RunTables) throws(DatabaseError) -> Int64 {
    let statements = tables.statements
    try statements.begin.run()
    do throws(DatabaseError) {
      try tables.convert()
      try tables.follow()
      let generation = try statements.nextGeneration.first { $0.integer(0) } ?? 0
      try statements.nextEpoch.run()
      try statements.keep(tables.mark)
      try statements.commit.run()
      tables.haveChangedHands()
      return generation
    } catch {
      try? statements.rollback.run()
      throw error
    }
  }
}

extension RoundhouseError {
  /// Another host has what was to be changed.
  static func taken(_ what: String, cause: String = "") -> RoundhouseError {
    RoundhouseError(.conflict, what, remedy: "leave the run to the host that has it", cause: cause)
  }

  fileprivate static func lost(_ path: String, _ found: RunMark, _ seen: RunMark) -> RoundhouseError {
    RoundhouseError(
      .internal, "\(path) has lost what was confirmed: it ends with \(found), and \(seen) was written",
      remedy:
        "keep a copy of \(path) and \(path)-wal and restore a backup of both, or start with --accept-loss to go on "
        + "without the lost records: steps that they told of may be done again then", path: path)
  }
}
