import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// Rows of runs follow after many commits. What is ahead of them is found like all else, and by whoever opens the file next.
struct RunsAheadTests {
  let folder = TemporaryFolder()
  var path: String { folder.file("1.db") }
  private var rows: String {
    RawDatabase.ask(path, "select count(*) || ' of ' || (select max(id) from batches) from runs")
  }

  private func open(_ change: (inout RunStoreSettings) -> Void = { _ in }) throws -> SQLiteRunStore {
    var settings = RunStoreSettings.small
    change(&settings)
    return try SQLiteRunStore(folder: folder.path, name: "1", settings: settings)
  }

  @Test("Rows follow after so many runs, after so many batches, and at rest")
  func following() throws {
    var store: SQLiteRunStore? = try open { ($0.mostAhead, $0.restingAhead, $0.mostBatchesAhead) = (3, 2, 8) }
    try store?.commit([create(1)])
    try store?.commit([create(2)])
    #expect(rows == "0 of 2")
    try store?.commit([create(3), update(1, .completed, ended: 1)])
    #expect(rows == "3 of 3")
    try store?.commit([create(4)])
    store?.rest()
    #expect(rows == "3 of 4")
    try store?.commit([create(5)])
    store?.rest()
    #expect(rows == "5 of 5")
    // One run alone, again and again.
    for sequence in Int64(1)...7 { try store?.commit([record(sequence, of: 2, sequence)]) }
    #expect(RawDatabase.ask(path, "select last from runs where run = 2") == "2")
    try store?.commit([record(8, of: 2, 8)])
    #expect(RawDatabase.ask(path, "select last from runs where run = 2") == "13")
    try store?.commit([create(6), record(9, of: 2, 9)])
    store = nil
    #expect(rows == "5 of 14")
    store = try open()
    #expect(rows == "6 of 14")
    #expect(try store?.sequences(of: 2) == Array(1...9))
  }

  @Test("Runs ahead of their rows and others are found together, in every order", arguments: [1, 2, 3, 5, 100])
  func mixed(mostAhead: Int) throws {
    let memory = MemoryRunStore()
    let file = try open { $0.mostAhead = mostAhead }
    var chance = SplitMix(seed: UInt64(mostAhead))
    for number in Int64(1)...40 {
      var operations = [job(number, priority: Int64(chance.next(in: 0...2)))]
      for other in [Int64(chance.next(in: 1...40)), Int64(chance.next(in: 1...40))] where other < number {
        let states: [RunState] = [.queued, .running, .waiting, .completed]
        let state = states[Int(chance.next(in: 0...3))]
        operations.append(update(other, state, ended: state.isOver ? number : 0, wakeAt: Int64(chance.next(in: 0...9))))
      }
      for store in [memory, file] as [any RunStore] { try store.commit(operations) }
      for query in queries {
        #expect(try file.runs(query) == memory.runs(query), "\(number): \(query)")
      }
      for state in [RunState.queued, .waiting] { #expect(try file.nextDue(state) == memory.nextDue(state)) }
      #expect(try file.run(number) == memory.run(RunNumber(rawValue: number)))
      #expect(try file.run(clientKey: "key-\(number / 2)") == memory.run(clientKey: "key-\(number / 2)"))
    }
  }

  private func job(_ number: Int64, priority: Int64) -> RunOperation {
    var run = RunRecord(
      number: RunNumber(rawValue: number), workflow: number % 3 == 0 ? "tour" : "trip", version: 1, input: [],
      created: number)
    (run.job.priority, run.job.queue, run.wakeAt) = (priority, number % 4 == 0 ? "slow" : "default", 1)
    run.clientKey = "key-\(number)"
    return .create(run)
  }

  /// Of all kinds, each with room for three and for all.
  private var queries: [RunQuery] {
    let kinds: [(inout RunQuery) -> Void] = [
      { _ in },
      { $0.isNewestFirst = true },
      { $0.after = RunNumber(rawValue: 7) },
      { $0.states = [.running, .completed] },
      { $0.workflow = "tour" },
      { ($0.states, $0.wokenBy) = ([.waiting], 4) },
      { ($0.states, $0.wokenBy, $0.isUrgentFirst) = ([.queued], 4, true) },
      { ($0.states, $0.queue, $0.isUrgentFirst) = ([.queued], "slow", true) },
    ]
    return kinds.flatMap { kind in
      [3, 100].map { limit in
        var query = RunQuery()
        kind(&query)
        query.limit = limit
        return query
      }
    }
  }

  @Test("A commit that is refused leaves no run ahead of what was written")
  func refused() throws {
    let store = try open()
    try store.commit([create(1, key: "k"), record(1, of: 1, 1)])
    #expect(
      store.refusal(create(2, key: "new"), update(1, .completed), record(2, of: 1, 2), create(1))?.code == .conflict)
    #expect(try store.run(1)?.state == .running)
    #expect(try store.numbers() == [1])
    #expect(try store.run(clientKey: "new") == nil)
    #expect(store.lastEntry == 1)
    try store.commit([create(2, key: "new"), record(2, of: 1, 2)])
    #expect(try store.sequences(of: 1) == [1, 2])
  }

  @Test("While another program holds the file, rows do not follow; all is read, and they follow later")
  func held() throws {
    let store = try open { ($0.restingAhead, $0.patience) = (1, .milliseconds(20)) }
    try store.commit([create(1), update(1, .completed, ended: 5)])
    let holder = try HeldDatabase(path)
    store.rest()
    #expect(try store.run(1)?.state == .completed)
    #expect(try store.numbers { $0.states = [.completed] } == [1])
    holder.release()
    #expect(rows == "0 of 1")
    for number in Int64(2)...80 { try store.commit([create(number)]) }
    store.rest()
    #expect(rows == "80 of 80")
  }

  @Test("Rows that cannot follow with a commit keep nothing from being written, and follow with a later one")
  func obstacle() throws {
    let store = try open { $0.mostAhead = 2 }
    try store.commit([create(1)])
    RawDatabase.ask(path, "create trigger t before insert on runs begin select raise(abort, 'not now'); end")
    for number in Int64(2)...40 { try store.commit([create(number), record(number, of: number, 1)]) }
    #expect(rows == "0 of 40")
    #expect(try store.numbers { $0.limit = 200 } == Array(1...40))
    #expect(try store.sequences(of: 40) == [1])
    RawDatabase.ask(path, "drop trigger t")
    for number in Int64(41)...80 { try store.commit([create(number)]) }
    #expect(rows.hasSuffix(" of 80") && !rows.hasPrefix("0"), "\(rows)")
    #expect(try store.numbers { $0.limit = 200 } == Array(1...80))
  }

  @Test("A log that has lost no more than rows that had followed is opened, and they follow again")
  func lostRows() async throws {
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try SQLiteRunStore(folder: path, name: "1", settings: .following)
      for number in Int64(1)...5 {
        try store.commit([create(number, key: "\(number)"), record(number, of: number, 1)])
      }
      kill(getpid(), SIGKILL)
    }
    var log = try folder.read("1.db-wal")
    log.removeLast(100)
    try folder.write("1.db-wal", log)
    let store = try open()
    #expect(try store.numbers() == Array(1...5))
    #expect(rows == "5 of 5")
    #expect(try store.run(clientKey: "5")?.number.rawValue == 5)
    #expect(try store.sequences(of: 5) == [1])
  }

  @Test("A commit of more than a batch is several, and read as one")
  func longCommit() throws {
    let store = try open()
    let body = [UInt8](repeating: 1, count: 30_000)
    let records = (1...20).map { record(Int64($0), of: Int64($0 % 2 + 1), Int64($0), body: body) }
    try store.commit([create(1), create(2)] + records)
    #expect(RawDatabase.ask(path, "select count(*) from batches") == "7")
    #expect(RawDatabase.ask(path, "select max(length(body)) < 96000 from batches") == "1")
    #expect(try store.sequences(of: 2) == Array(stride(from: 1, through: 19, by: 2)))
    #expect(try store.entries(after: 9, limit: 5).map(\.id) == Array(10...14))
    try store.commit([update(2, .completed, ended: 2), create(3)])
    #expect(try store.prune(endedBefore: 3, limit: 9) == 1)
    #expect(try store.sequences(of: 1) == Array(stride(from: 2, through: 20, by: 2)))
    #expect(try store.entries(after: 0, limit: 99).map(\.id) == Array(stride(from: 2, through: 20, by: 2)))
  }

  @Test(
    "A batch that leads nowhere, or is missing, is told as damage",
    arguments: ["delete from batches where id = 1", "update batches set body = x'02' where id = 1"])
  func damaged(statement: String) throws {
    let store = try open { $0.mostAhead = 1 }
    try store.commit([create(1), record(1, of: 1, 1), create(9), update(9, .completed, ended: 9)])
    try store.commit([record(2, of: 1, 2)])
    #expect(RawDatabase.ask(path, statement) == "")
    let error = #expect(throws: RoundhouseError.self) { try store.journal(of: RunNumber(rawValue: 1)) }
    #expect(error?.message == "the state in \(path) is damaged")
    #expect(throws: RoundhouseError.self) { try store.run(1) }
    try store.commit([create(12), record(3, of: 12, 1)])
    #expect(try store.sequences(of: 12) == [1])
    // What is open and cannot be carried out keeps no other from being.
    let runs = try store.runs(RunQuery())
    #expect(runs.map(\.number.rawValue) == [9, 12])
    #expect(runs.first?.state == .completed && runs.first?.ended == 9)
    let words = String(decoding: runs.first?.error ?? [], as: UTF8.self)
    #expect(words.contains("is damaged"))
  }
}
