internal import CFloors
internal import FixtureBuilder

/// Bare commits of SQLite into a file beside that of the runs, with the same settings.
final class CommitFloor {
  /// What a step's record takes: an answer of 200 bytes, its key, agent and numbers.
  private static let bytes: UInt32 = 256

  private let folder: TemporaryFolder
  private let rows: OpaquePointer

  init() throws {
    folder = try DiskRuns.folder()
    guard let rows = floor_rows_open(folder.path + "/floor.db") else { throw FixtureError("SQLite makes no file") }
    self.rows = rows
  }

  deinit { floor_rows_close(rows) }

  /// - Returns: seconds.
  func write(commits: Int, rows count: Int) throws -> Double {
    let time = floor_rows_write(rows, UInt32(commits), UInt32(count), CommitFloor.bytes)
    guard time > 0 else { throw FixtureError("SQLite refused a row") }
    return Double(time) / 1e9
  }
}
