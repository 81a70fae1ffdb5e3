import CPlatform
import CSQLite
import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// The log of a file of runs: moved when nobody waits, or when it is long; never longer than it may be.
struct RunLogTests {
  let folder = TemporaryFolder()

  @Test("A rest moves a log that is worth it, and the next commits write it over")
  func resting() throws {
    var settings = RunStoreSettings.small
    settings.restingLog = 50
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
    try fill(store, 1...10)
    store.rest()
    let moved = try size("1.db")
    #expect(moved > 10 * 8 * 4096)
    let length = try size("1.db-wal")
    try fill(store, 11...12)
    #expect(try size("1.db-wal") == length)
    // Too little to be moved now.
    store.rest()
    #expect(try size("1.db") == moved)
  }

  @Test("A log that nobody has had time for is moved after a commit")
  func long() throws {
    var settings = RunStoreSettings.small
    settings.longLog = 100
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
    try fill(store, 1...80)
    #expect(try size("1.db") > 60 * 8 * 4096)
    #expect(try size("1.db-wal") < 150 * 4120)
  }

  @Test("The log's file has room ahead of the log, as long as that may get; a host that is killed leaves it whole")
  func room() throws {
    var settings = RunStoreSettings.small
    (settings.longLog, settings.longestLog) = (300, 400)
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
    try store.commit([create(1)])
    #expect(try size("1.db-wal") > 64 * 4120)
    for number in Int64(2)...700 { try store.commit([create(number)]) }
    #expect(try size("1.db-wal") > 300 * 4120)
    #expect(try size("1.db-wal") < 320 * 4120)
    // As a host leaves its file that is killed.
    let files = FileManager.default
    try files.createDirectory(atPath: folder.file("left"), withIntermediateDirectories: false)
    for name in ["1.db", "1.db-wal", "1.witness"] {
      try files.copyItem(atPath: folder.file(name), toPath: folder.file("left/" + name))
    }
    let left = try SQLiteRunStore(folder: folder.file("left"), name: "1", settings: settings)
    #expect(try left.numbers { $0.limit = 2_000 } == Array(1...700))
  }

  @Test("A reader that stays keeps the log from being moved, not from being written; when it goes, the log is cut")
  func reader() throws {
    var settings = RunStoreSettings.small
    settings.longLog = 100
    settings.longestLog = 1_000
    settings.patience = .milliseconds(20)
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
    try fill(store, 1...1)
    let reader = try Reader(folder.file("1.db"))
    try fill(store, 2...120)
    #expect(try size("1.db-wal") > 1_000 * 4120)
    reader.end()
    try fill(store, 121...250)
    #expect(try size("1.db-wal") < 1_000 * 4120)
    #expect(try store.numbers { $0.limit = 2_000 } == Array(1...250))
  }

  @Test("A log that gets long is moved by a thread of its own, before a commit has to, and begins anew as ever")
  func early() throws {
    var settings = RunStoreSettings.small
    (settings.earlyLog, settings.longLog, settings.longestLog) = (300, 1_000, 1_200)
    for life in Int64(0)..<3 {
      // Begins with an empty log.
      let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
      let before = try size("1.db")
      try fill(store, (life * 150 + 1)...(life * 150 + 50))
      // Nobody commits or rests, and no commit has had to move it.
      let deadline = platform_now() + 30_000_000_000
      while try size("1.db") < before + 200 * 4096, platform_now() < deadline { usleep(1_000) }
      #expect(try size("1.db") >= before + 200 * 4096)
      try fill(store, (life * 150 + 51)...(life * 150 + 150))
      #expect(try size("1.db-wal") < 1_200 * 4120)
      #expect(try store.numbers { $0.limit = 2_000 } == Array(1...(life * 150 + 150)))
    }
  }

  @Test("A host that closes its file while the log is moved waits for that, and leaves no log")
  func closingEarly() throws {
    var settings = RunStoreSettings.small
    settings.earlyLog = 100
    for life in Int64(0)..<20 {
      do {
        try fill(
          try SQLiteRunStore(folder: folder.path, name: "1", settings: settings), (life * 12 + 1)...(life * 12 + 12))
      }
      #expect(folder.names == ["1.db", "1.lock", "1.witness"])
      let files = FileManager.default
      let open = try files.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
        try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
      }
      #expect(open.filter { $0.hasPrefix(folder.path) } == [])
    }
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
    #expect(try store.numbers { $0.limit = 2_000 } == Array(1...240))
  }

  @Test("Opening begins with an empty log, closing leaves none")
  func opening() throws {
    do { try fill(try SQLiteRunStore(folder: folder.path, name: "1", settings: .small), 1...10) }
    #expect(folder.names == ["1.db", "1.lock", "1.witness"])
    #expect(try size("1.db") > 10 * 8 * 4096)
  }

  private func fill(_ store: SQLiteRunStore, _ numbers: ClosedRange<Int64>) throws {
    let body = [UInt8](repeating: 7, count: 8 * 4096)
    for number in numbers { try store.commit([create(number), record(number, of: number, 1, body: body)]) }
  }

  private func size(_ name: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: folder.file(name))[.size] as? Int)
  }

  /// A transaction that reads, of another program.
  private final class Reader {
    private var handle: OpaquePointer?

    init(_ path: String) throws {
      try #require(sqlite3_open(path, &handle) == SQLITE_OK)
      try #require(sqlite3_exec(handle, "begin; select count(*) from runs", nil, nil, nil) == SQLITE_OK)
    }

    func end() { sqlite3_exec(handle, "rollback", nil, nil, nil) }

    deinit { sqlite3_close_v2(handle) }
  }
}
