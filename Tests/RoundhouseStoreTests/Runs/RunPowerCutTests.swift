import CFaultyDisk
import CSQLite
import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// A disk that loses power at any write, flush or cut of a file: all that was confirmed is there, and nothing half is.
@Suite(.serialized)
struct RunPowerCutTests {
  private static let seeds: ClosedRange<UInt64> =
    ProcessInfo.processInfo.environment["ROUNDHOUSE_SOAK"] == "1" ? 1...50 : 1...1

  let folder = TemporaryFolder()

  init() throws {
    try #require(faulty_disk_register() == SQLITE_OK)
    faulty_disk_format()
  }

  @Test(
    "Cuts at random moments, among them those of opening, moving the log and going on after the last cut",
    arguments: seeds)
  func cuts(seed: UInt64) throws {
    try cut(DiskHost(folder: folder.path), seed)
    #expect(faulty_disk_helped() == 0)
  }

  @Test("Cuts while another thread moves the log", arguments: seeds)
  func earlyMoves(seed: UInt64) throws {
    try cut(DiskHost(folder: folder.path, earlyLog: 25), seed)
    #expect(faulty_disk_helped() > 10)
  }

  private func cut(_ host: consuming DiskHost, _ seed: UInt64) throws {
    var chance = SplitMix(seed: seed)
    for _ in 0..<40 {
      // Opening takes about ten requests, a commit about eight.
      faulty_disk_cut_after(chance.next(in: 1...(chance.next(in: 0...2) == 0 ? 25 : 250)))
      host.live(&chance)
      #expect(faulty_disk_is_cut() == 1)
      faulty_disk_restart(chance.next())
      try host.check()
    }
    #expect(host.confirmed > 50)
    #expect(faulty_disk_lost() > 10)
    #expect(faulty_disk_kept() > 10)
    #expect(faulty_disk_torn() > 10)
  }

  @Test("A disk that lies about flushing is found out: what was confirmed is missing, and the file is refused")
  func lyingDisk() throws {
    var chance = SplitMix(seed: 7)
    var host = DiskHost(folder: folder.path)
    faulty_disk_cut_after(400)
    host.live(&chance)
    faulty_disk_restart(1)
    try host.check()
    faulty_disk_lie(1)
    faulty_disk_cut_after(400)
    host.live(&chance)
    faulty_disk_restart(2)
    let error = #expect(throws: RoundhouseError.self) { try host.check() }
    #expect(
      error?.message.contains("has lost what was confirmed") == true || error?.message.contains("damaged") == true)
  }
}
