import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// Files of runs that cannot be trusted: refused with what to do, and left as they are.
struct RunDamageTests {
  /// Of a log: its head, then so many bytes for each page.
  private static let head = 32
  private static let frame = 24 + 4096

  let folder = TemporaryFolder()
  var path: String { folder.file("1.db") }

  @Test("A damaged head of the file is refused")
  func head() async throws {
    try await leaveFromDeadHost()
    try damage("1.db") { $0[3] ^= 0x20 }
    let before = try folder.read("1.db")
    let error = try #require(opening())
    #expect(error.code == .internal)
    #expect(error.message == "the state in \(path) is damaged")
    #expect(error.remedy.contains(".recover"))
    #expect(try folder.read("1.db") == before)
  }

  @Test("A log that was cut in the middle of its last commit is refused, since that was confirmed")
  func cutEnd() async throws {
    try await leaveFromDeadHost()
    try damage("1.db-wal") { $0.removeSubrange(Self.end(of: $0) - 100..<$0.count) }
    try expectLoss()
  }

  @Test("A log with a flipped bit in its last page is refused")
  func flippedEnd() async throws {
    try await leaveFromDeadHost()
    try damage("1.db-wal") { $0[Self.end(of: $0) - 1000] ^= 1 }
    try expectLoss()
  }

  @Test("A log with a flipped bit in the middle is refused: SQLite would drop all behind it without a word")
  func middle() async throws {
    try await leaveFromDeadHost()
    try damage("1.db-wal") { $0[Self.head + (Self.end(of: $0) / Self.frame / 2) * Self.frame + 500] ^= 1 }
    try expectLoss()
  }

  @Test("A log with a damaged head is refused")
  func logHead() async throws {
    try await leaveFromDeadHost()
    try damage("1.db-wal") { $0[17] ^= 1 }
    try expectLoss()
  }

  @Test("A missing log is refused")
  func missingLog() async throws {
    try await leaveFromDeadHost()
    try FileManager.default.removeItem(atPath: path + "-wal")
    try expectLoss(missing: 40)
  }

  @Test("A missing file is not taken for a new one while its witness knows better")
  func missingFile() async throws {
    try await leaveFromDeadHost()
    for ending in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: path + ending) }
    #expect(opening()?.message.contains("it ends with record 0 and no run") == true)
  }

  @Test("Who accepts the loss goes on with what is left, and no number is given twice")
  func accepted() async throws {
    try await leaveFromDeadHost()
    try FileManager.default.removeItem(atPath: path + "-wal")
    var settings = RunStoreSettings.small
    settings.acceptsLoss = true
    do {
      let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
      #expect(try store.numbers() == Array(1...10))
      #expect(store.lastEntry == 50)
      try store.commit([record(51, of: 1, 2)])
    }
    let again = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    #expect(again.lastEntry == 51)
  }

  @Test("Without its witness, or with one that cannot be read, a file is opened", arguments: [0, 5, 32, 100])
  func noWitness(length: Int) async throws {
    try await leaveFromDeadHost()
    try folder.write("1.witness", [UInt8](repeating: 0x5A, count: length))
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    #expect(store.lastEntry == 50)
    #expect(try store.numbers() == Array(1...50))
  }

  @Test("What was pruned is not taken for lost")
  func pruned() throws {
    do {
      let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
      try store.commit([create(1, state: .completed), record(1, of: 1, 1)])
      #expect(try store.prune(endedBefore: .max, limit: 10) == 1)
    }
    let again = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    #expect(again.lastEntry == 1)
    #expect(try again.numbers() == [])
  }

  @Test("A row that this version does not understand is told as damage, and hurts no other")
  func unknownRow() throws {
    let store = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    try store.commit([create(1), create(2), record(1, of: 1, 7), record(2, of: 2, 1)])
    // Before its key a record has its kind, its status, which fields it has and its time, a byte each.
    let batch = RawDatabase.ask(path, "select hex(body) from batches")
    let parts = try #require(
      batch.firstRange(of: "06" + Array("step-7".utf8).map { String($0, radix: 16).uppercased() }.joined()))
    let kind = batch.index(parts.lowerBound, offsetBy: -8)..<batch.index(parts.lowerBound, offsetBy: -6)
    #expect(batch[kind] == "01")
    #expect(
      RawDatabase.ask(path, "update batches set body = x'\(batch.replacingCharacters(in: kind, with: "63"))'") == "")
    let error = #expect(throws: RoundhouseError.self) { try store.journal(of: RunNumber(rawValue: 1)) }
    #expect(error?.message == "the state in \(path) is damaged")
    #expect(try store.sequences(of: 2) == [1])
    try store.commit([record(3, of: 2, 2)])
  }

  /// What a host leaves that was killed: ten runs in the file, forty in its log.
  private func leaveFromDeadHost() async throws {
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      do {
        let store = try SQLiteRunStore(folder: path, name: "1", settings: .small)
        for number in Int64(1)...10 { try store.commit([create(number), record(number, of: number, 1)]) }
      }
      let store = try SQLiteRunStore(folder: path, name: "1", settings: .small)
      for number in Int64(11)...50 { try store.commit([create(number), record(number, of: number, 1)]) }
      kill(getpid(), SIGKILL)
    }
  }

  /// Where a log ends in its file: its pages have its mark, and behind them is room.
  private static func end(of log: [UInt8]) -> Int {
    let places = stride(from: head, through: log.count - frame, by: frame)
    return places.first { log[$0 + 8..<$0 + 16] != log[16..<24] } ?? log.count
  }

  private func damage(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
    var bytes = try folder.read(name)
    change(&bytes)
    try folder.write(name, bytes)
  }

  /// Opening is refused, again and again, and touches nothing.
  private func expectLoss(missing: Int? = nil) throws {
    let before = [try folder.read("1.db"), (try? folder.read("1.db-wal")) ?? []]
    for _ in 0..<2 {
      let error = try #require(opening())
      #expect(error.code == .internal)
      let said = error.message.wholeMatch(of: #/(.+) has lost what was confirmed: it ends with record (\d+) and .+/#)
      #expect(said.map { String($0.1) } == path)
      let last = try #require(said.flatMap { Int($0.2) })
      #expect((10..<50).contains(last))
      if let missing { #expect(last == 50 - missing) }
      #expect(error.message.hasSuffix("and record 50 and \(RunNumber(rawValue: 50)) was written"))
      #expect(error.remedy.contains("--accept-loss"))
    }
    #expect([try folder.read("1.db"), (try? folder.read("1.db-wal")) ?? []] == before)
  }

  /// The error that opening ends with; nil if it succeeds.
  private func opening() -> RoundhouseError? {
    do {
      _ = try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
      return nil
    } catch { return error }
  }
}
