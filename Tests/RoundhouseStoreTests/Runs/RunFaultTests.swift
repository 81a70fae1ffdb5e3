import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// A disk without room, a disk that cannot be written, a file that another holds: clear errors, nothing lost, and all
/// well again afterwards.
struct RunFaultTests {
  let folder = TemporaryFolder()

  @Test(
    "On a full disk nothing of a batch is there, and it goes in after room was made", .enabled(if: TinyDisk.canMount))
  func fullDisk() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 4 << 20)
    try folder.write("disk/others", [UInt8](repeating: 0, count: 1 << 20))
    do {
      let store = try RunFolder(path: disk.path + "/runs").claim(.small)
      let kept = try RunFiller.fill(store)
      try RunFiller.check(store, kept)
      #expect(try RunFiller.refusal(store, kept)?.code == .storeFull)
      try FileManager.default.removeItem(atPath: disk.path + "/others")
      try store.commit(RunFiller.batch(kept))
      try RunFiller.check(store, kept + 1)
    }
    #expect(RawDatabase.ask(disk.path + "/runs/1.db", "pragma integrity_check") == "ok")
  }

  @Test(
    "The ballast lets the log be moved and the refused batch in; it is there again after the next start",
    .enabled(if: TinyDisk.canMount))
  func ballast() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 8 << 20)
    let folder = try RunFolder(path: disk.path + "/runs")
    var settings = RunStoreSettings()
    settings.ballast = 2 << 20
    do {
      let store = try folder.claim(settings)
      for index in 0..<40 { try store.commit(RunFiller.batch(index)) }
      #expect(try #require(size("disk/runs/1.db-wal")) > 600_000)
      disk.fill()
      #expect(size("disk/runs/1.ballast") == 2 << 20)
      // Some go into the room that the log's file has.
      let kept = try RunFiller.fill(store, from: 40)
      #expect(kept < 80)
      try RunFiller.check(store, kept)
      #expect(size("disk/runs/1.ballast") == nil)
      #expect(size("disk/runs/1.db-wal") == 0)
      #expect(try #require(size("disk/runs/1.db")) > 600_000)
      try store.commit(RunFiller.batch(kept))
      try RunFiller.check(store, kept + 1)
      try FileManager.default.removeItem(atPath: disk.path + "/ballast")
    }
    _ = try folder.claim(settings)
    #expect(size("disk/runs/1.ballast") == 2 << 20)
  }

  @Test(
    "A log that finds no room in the file takes the ballast's, and grows no further", .enabled(if: TinyDisk.canMount))
  func movingOnFullDisk() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 8 << 20)
    try folder.write("disk/others", [UInt8](repeating: 0, count: 2 << 20))
    var settings = RunStoreSettings()
    settings.ballast = 2 << 20
    // 1.2 MB, less than the ballast, as in the settings of a host.
    settings.longLog = 300
    let store = try RunFolder(path: disk.path + "/runs").claim(settings)
    let kept = try RunFiller.fill(store)
    #expect(size("disk/runs/1.ballast") == nil)
    // Most of the disk's room holds what was confirmed.
    #expect(kept * 16 << 10 > 4 << 20)
    try RunFiller.check(store, kept)
    try FileManager.default.removeItem(atPath: disk.path + "/others")
    try store.commit(RunFiller.batch(kept))
    try RunFiller.check(store, kept + 1)
  }

  @Test("A host with ballast starts on a full disk", .enabled(if: TinyDisk.canMount))
  func startOnFullDisk() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 4 << 20)
    var settings = RunStoreSettings()
    settings.ballast = 1 << 20
    do { try RunFolder(path: disk.path).claim(settings).commit([create(1)]) }
    disk.fill()
    let store = try RunFolder(path: disk.path).claim(settings)
    #expect(try store.numbers() == [1])
    try store.commit([record(1, of: 1, 1), update(1, .completed, epoch: 1)])
  }

  @Test("A host without ballast does not start on a full disk, and says why", .enabled(if: TinyDisk.canMount))
  func noStartOnFullDisk() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 4 << 20)
    do { try RunFolder(path: disk.path).claim(.small).commit([create(1)]) }
    disk.fill()
    let error = #expect(throws: RoundhouseError.self) { try RunFolder(path: disk.path).claim(.small) }
    #expect(error?.code == .storeFull)
    #expect(error?.remedy.hasPrefix("make room on that disk") == true)
    try FileManager.default.removeItem(atPath: disk.path + "/ballast")
    #expect(try RunFolder(path: disk.path).claim(.small).numbers() == [1])
  }

  @Test("The limit of file sizes ends no process: it is a full disk")
  func fileSizeLimit() async throws {
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      let store = try RunFolder(path: path).claim(.small)
      setFileSizeLimit(400 << 10)
      let kept = try RunFiller.fill(store)
      try RunFiller.check(store, kept)
      setFileSizeLimit(.max)
      try store.commit(RunFiller.batch(kept))
      try RunFiller.check(store, kept + 1)
    }
  }

  @Test("A read-only disk is refused with what to do", .enabled(if: TinyDisk.canMount))
  func readOnlyDisk() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 1 << 20)
    do { try RunFolder(path: disk.path).claim(.small).commit([create(1)]) }
    try disk.makeReadOnly()
    let error = #expect(throws: RoundhouseError.self) { try RunFolder(path: disk.path).claim(.small) }
    #expect(error?.code == .internal)
    #expect(error?.message == "\(disk.path)/1.lock cannot be opened for writing")
    #expect(error?.cause == "open: Read-only file system")
    #expect(error?.remedy.contains("give another folder with --state") == true)
  }

  @Test(
    "Files and folders that the user may not write are refused with what to do", arguments: ["1.db", "1.lock", "."])
  func readOnly(name: String) async throws {
    do { try RunFolder(path: folder.path).claim(.small).commit([create(1)]) }
    let path = folder.path
    for part in ["1.db", "1.lock", "1.witness", "."] { chmod("\(path)/\(part)", part == "." ? 0o777 : 0o666) }
    // Of the folder, only the making of new files is refused; the log is one.
    chmod("\(path)/\(name)", name == "." ? 0o555 : 0o444)
    await #expect(processExitsWith: .success) { [path = path as String] in
      // What a file's rights say does not bind root.
      if geteuid() == 0 { seteuid(65_534) }
      do throws(RoundhouseError) {
        _ = try RunFolder(path: path).claim(.small)
        exit(1)
      } catch {
        guard error.code == .internal, error.message.hasSuffix("cannot be opened for writing"),
          error.remedy.hasPrefix("give this user the right to write the file and its folder")
        else {
          print(error)
          exit(2)
        }
      }
    }
    chmod(path, 0o700)
  }

  @Test("While another program holds the file, commits are refused as overloaded, and go in afterwards")
  func held() throws {
    let store = try RunFolder(path: folder.path).claim(.small)
    try store.commit([create(1)])
    let holder = try HeldDatabase(folder.file("1.db"))
    let began = ContinuousClock.now
    let error = store.refusal(create(2), record(1, of: 2, 1))
    #expect(ContinuousClock.now - began < .seconds(10))
    #expect(error?.code == .overloaded)
    #expect(error?.message == "another program holds \(folder.file("1.db"))")
    #expect(try store.numbers() == [1])
    #expect(throws: RoundhouseError.self) { try store.prune(endedBefore: .max, limit: 1) }
    holder.release()
    try store.commit([create(2), record(1, of: 2, 1)])
    #expect(try store.numbers() == [1, 2])
  }

  @Test("A file held by another program is not taken over")
  func claimHeld() throws {
    do { try RunFolder(path: folder.path).claim(.small).commit([create(1)]) }
    let holder = try HeldDatabase(folder.file("1.db"))
    let error = #expect(throws: RoundhouseError.self) { try RunFolder(path: folder.path).claim(.small) }
    #expect(error?.code == .overloaded)
    holder.release()
    #expect(try RunFolder(path: folder.path).claim(.small).run(1)?.epoch == 1)
  }

  /// A file's bytes; nil if there is none.
  private func size(_ name: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: folder.file(name)))?[.size] as? Int
  }
}
