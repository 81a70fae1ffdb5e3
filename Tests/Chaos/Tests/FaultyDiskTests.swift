import CFaultyDisk
import CSQLite
import FixtureBuilder
import RoundhouseStore
import RunLives
import Testing

/// Whole runs over a disk in memory that fails when it is told to. There is one in a process.
@Suite(.serialized) struct FaultyDiskTests {
  /// A life over an empty disk.
  static func life(_ folder: TemporaryFolder) throws -> Life {
    try #require(faulty_disk_register() == SQLITE_OK)
    faulty_disk_format()
    var life = Life(folder.path)
    life.settings.disk = "faulty"
    // Short, so that the log is moved into the file again and again.
    life.settings.restingLog = 10
    life.settings.longLog = 30
    life.settings.longestLog = 100
    (life.settings.mostAhead, life.settings.restingAhead) = (2, 1)
    life.isDead = { faulty_disk_is_cut() == 1 }
    return life
  }
}
