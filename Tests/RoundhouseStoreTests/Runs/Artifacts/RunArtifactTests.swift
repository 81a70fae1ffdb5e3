import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// Long payloads lie in files; whoever reads a run sees nothing of it.
struct RunArtifactTests {
  let folder = TemporaryFolder()
  var path: String { folder.file("1.db") }
  var files: [String] { LongPayloads.files(folder.path) }

  private func open() throws -> SQLiteRunStore {
    try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
  }

  @Test("A payload of 64 KiB is in its row, and one byte more in a file that is named by its SHA-256")
  func limit() throws {
    let store = try open()
    let zeros = [UInt8](repeating: 0, count: LongPayloads.length)
    try store.commit([create(1), record(1, of: 1, 1, body: Array(zeros.dropLast()))])
    #expect(files == [])
    try store.commit([record(2, of: 1, 2, body: zeros)])
    // As `head -c 65537 /dev/zero | sha256sum` prints it.
    let name = "3266304f31be278d06c3bd3eb9aa3e00c59bedec0a890de466568b0b90b0e01f"
    #expect(files == [name])
    #expect(try folder.read("1.artifacts/\(name)") == zeros)
    // A batch with all of it, and one with the name.
    #expect(RawDatabase.ask(path, "select group_concat(length(body) / 100) from batches") == "655,0")
  }

  @Test("Runs and records are read whole in every way, also by another host")
  func reading() throws {
    let (input, output, answer) = (LongPayloads.payload(1), LongPayloads.payload(2, 300_000), LongPayloads.payload(3))
    var store: SQLiteRunStore? = try open()
    try store?.commit([LongPayloads.run(1, input: input, key: "k"), record(1, of: 1, 1, body: answer), create(2)])
    try store?.commit([LongPayloads.end(1, output: output), record(2, of: 2, 1)])
    for name in ["1", "2"] {
      if name == "2" {
        store = nil
        let folder = try RunFolder(path: folder.path)
        store = try folder.adopt("1", .small)
      }
      let store = try #require(store)
      let run = try #require(try store.run(1))
      #expect(run.input == input)
      #expect(run.output == output)
      #expect(run.error == [])
      #expect(try store.run(clientKey: "k") == run)
      #expect(try store.runs(RunQuery()).first == run)
      #expect(try store.journal(of: run.number).map(\.body) == [answer])
      #expect(try store.entries(after: 0, limit: 9).map(\.body) == [answer, Array("{}".utf8)])
    }
    #expect(files.count == 3)
  }

  @Test("The same payload is one file, which is there for as long as a run that has named it")
  func sharing() throws {
    let store = try open()
    let payload = LongPayloads.payload(1)
    try store.commit([LongPayloads.run(1, input: payload), LongPayloads.run(2, input: payload)])
    try store.commit([record(1, of: 1, 1, body: payload), record(2, of: 1, 2, body: payload)])
    try store.commit([LongPayloads.end(1, output: payload), LongPayloads.end(2, output: LongPayloads.payload(2))])
    #expect(files.count == 2)
    #expect(try store.prune(endedBefore: 2, limit: 10) == 1)
    #expect(files.count == 2)
    #expect(try store.run(2)?.input == payload)
    #expect(try store.prune(endedBefore: 3, limit: 10) == 1)
    #expect(files == [])
    // The name is free again.
    try store.commit([LongPayloads.run(3, input: payload)])
    #expect(try store.run(3)?.input == payload)
  }

  @Test("A payload that another takes the place of is forgotten with its run")
  func replacing() throws {
    let store = try open()
    try store.commit([LongPayloads.run(1, input: LongPayloads.payload(1))])
    try store.commit([LongPayloads.end(1, output: LongPayloads.payload(2))])
    try store.commit([update(1, .running)])
    #expect(try store.run(1)?.output == [])
    #expect(try store.run(1)?.input == LongPayloads.payload(1))
    try store.commit([LongPayloads.end(1, output: [7])])
    #expect(try store.run(1)?.output == [7])
    #expect(try store.prune(endedBefore: .max, limit: 1) == 1)
    #expect(files == [])
  }

  @Test("Two files of runs have their payloads apart: what one prunes is none of the other's")
  func apart() throws {
    let runs = try RunFolder(path: folder.path)
    let (first, second) = (try runs.claim(.small), try runs.claim(.small))
    let payload = LongPayloads.payload(1)
    for store in [first, second] {
      try store.commit([LongPayloads.run(1, input: payload), LongPayloads.end(1, output: [])])
    }
    #expect(try first.prune(endedBefore: .max, limit: 1) == 1)
    #expect(LongPayloads.files(folder.path, of: "1") == [])
    #expect(try second.run(1)?.input == payload)
  }

  @Test("A file whose row was refused is none of the runs', and swept when the next host opens the file of runs")
  func leftOver() throws {
    do {
      let store = try open()
      try store.commit([LongPayloads.run(1, input: LongPayloads.payload(1)), record(1, of: 1, 1)])
      let error = store.refusal(record(2, of: 1, 2, body: LongPayloads.payload(2)), record(3, of: 1, 1))
      #expect(error?.code == .conflict)
      #expect(files.count == 2)
      // As a host leaves it that is killed while it writes one.
      try folder.write("1.artifacts/\(files[0]).new", [1, 2, 3])
      try folder.write("1.artifacts/notes", [])
    }
    let store = try open()
    #expect(files == LongPayloads.named(folder.path))
    #expect(files.count == 1)
    #expect(try store.run(1)?.input == LongPayloads.payload(1))
    // What was refused goes in when it is tried again.
    try store.commit([record(2, of: 1, 2, body: LongPayloads.payload(2))])
    #expect(try store.journal(of: RunNumber(rawValue: 1)).last?.body == LongPayloads.payload(2))
  }

  @Test(
    "On a full disk a payload leaves nothing half behind, and goes in after room was made",
    .enabled(if: TinyDisk.canMount))
  func fullDisk() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 4 << 20)
    try folder.write("disk/others", [UInt8](repeating: 0, count: 1 << 20))
    let store = try SQLiteRunStore(folder: disk.path, name: "1", settings: .small)
    var kept: Int64 = 0
    // The first that is refused may go in when it is tried again: the log is moved, and has had room of its own.
    while store.refusal(batch(kept + 1)) == nil || store.refusal(batch(kept + 1)) == nil { kept += 1 }
    #expect(kept > 3)
    let error = store.refusal(batch(kept + 1))
    #expect(error?.code == .storeFull)
    #expect(error?.message.hasPrefix("no room is left on the disk of ") == true)
    #expect(LongPayloads.files(disk.path).filter { $0.hasSuffix(".new") } == [])
    #expect(try store.numbers() == Array(1...kept))
    try FileManager.default.removeItem(atPath: disk.path + "/others")
    try store.commit([batch(kept + 1)])
    for number in 1...kept + 1 { #expect(try store.run(number)?.input == LongPayloads.payload(number, 300_000)) }
    #expect(LongPayloads.files(disk.path).count == Int(kept + 1))
  }

  private func batch(_ number: Int64) -> RunOperation {
    LongPayloads.run(number, input: LongPayloads.payload(number, 300_000))
  }
}
