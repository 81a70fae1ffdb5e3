import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// Files of other versions: the older ones are read for ever, newer ones are refused.
struct RunVersionTests {
  let folder = TemporaryFolder()
  var path: String { folder.file("1.db") }

  @Test(
    "M-078 A file of every version is read as it was written",
    arguments: [
      GoldenRunFile.version1, GoldenRunFile.version2, GoldenRunFile.version3, GoldenRunFile.version4,
      GoldenRunFile.version5,
    ])
  func golden(_ file: String) throws {
    #expect(RawDatabase.ask(path, file) == "")
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    var open = GoldenRunFile.open
    open.epoch += 1
    #expect(try store.runs(RunQuery()) == [GoldenRunFile.ended, open])
    #expect(try store.run(clientKey: open.clientKey) == open)
    #expect(try store.journal(of: open.number) == GoldenRunFile.journal)
    #expect(store.lastEntry == 9)
    #expect(
      try store.numbers {
        $0.states = [.waiting]; $0.wokenBy = open.wakeAt
      } == [open.number.rawValue])
    #expect(
      try store.numbers {
        $0.states = [.waiting]; $0.wokenBy = open.wakeAt - 1
      } == [])
    try store.commit([record(10, of: open.number.rawValue, 8)])
  }

  @Test("M-078 This version writes what the latest golden file holds")
  func writing() throws {
    do {
      let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
      try store.commit([.create(GoldenRunFile.ended), .create(GoldenRunFile.open)])
      try store.commit(GoldenRunFile.journal.map { .record($0) })
      // The last record is one of a run that was forgotten.
      try store.commit([create(1), record(9, of: 1, 1), update(1, .completed, ended: 1)])
      #expect(try store.prune(endedBefore: 2, limit: 1) == 1)
    }
    #expect(RunFileText.of(path) == GoldenRunFile.version5)
  }

  @Test("M-078 A newer Roundhouse's file is refused, with its versions, and left as it is")
  func newer() throws {
    do { _ = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small) }
    RawDatabase.ask(path, "pragma user_version = 99")
    let error = #expect(throws: RoundhouseError.self) {
      try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    }
    #expect(error?.code == .internal)
    #expect(error?.message == "\(path) was written by a newer Roundhouse (version 99, this one knows 5)")
    #expect(error?.remedy.hasPrefix("start that newer Roundhouse") == true)
    #expect(RawDatabase.ask(path, "pragma user_version") == "99")
  }

  @Test("Another program's file, and the agents' state, are refused")
  func foreign() throws {
    RawDatabase.ask(path, "create table t(x); pragma application_id = \(0x5248_4B56)")
    let error = #expect(throws: RoundhouseError.self) {
      try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    }
    #expect(error?.message == "\(path) is a SQLite database, but not one of Roundhouse")
  }
}
