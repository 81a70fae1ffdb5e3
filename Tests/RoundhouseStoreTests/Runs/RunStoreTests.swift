import RoundhouseModel
import RoundhouseRuns
import Testing

/// The rules that every store of runs keeps.
struct RunStoreTests {
  let folder = TemporaryFolder()

  @Test("M-114 A run is read as it was created, by its number and by its key", arguments: RunStoreKind.allCases)
  func creation(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    var run = RunRecord(
      number: RunNumber(rawValue: 1_764_000_000_000 << 20), workflow: "trip", version: 3, state: .queued,
      input: Array(#"{"to":"Rome"}"#.utf8), created: 1_764_000_000_000)
    run.output = [1, 2]
    run.error = [3]
    run.ended = 4
    run.wakeAt = 5
    run.deadline = 6
    run.parent = RunNumber(rawValue: 7)
    run.parentKey = "book/flight#2"
    run.clientKey = "order-8"
    run.budget.calls = 9
    run.budget.cost = 10
    try store.commit([.create(run)])
    #expect(try store.run(run.number) == run)
    #expect(try store.run(clientKey: "order-8") == run)
    #expect(try store.run(clientKey: "order") == nil)
    #expect(try store.run(1) == nil)
    #expect(try store.lastEntry == 0)
  }

  @Test("M-114 Records are read as they were written, in that order", arguments: RunStoreKind.allCases)
  func journal(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    var full = entry(2, of: 1, 7)
    full.kind = .attempt
    full.status = .failed
    full.attempt = 3
    full.took = 4
    full.agent = "acme.books"
    full.usage.inputTokens = 5
    full.usage.outputTokens = 6
    full.usage.costMicros = 7
    full.usage.confidence = 0.75
    full.fingerprint = .max
    try store.commit([create(1), create(2), .record(full), record(3, of: 2, 1)])
    try store.commit([record(4, of: 1, 8)])
    #expect(try store.journal(of: RunNumber(rawValue: 1)) == [full, entry(4, of: 1, 8)])
    #expect(try store.journal(of: RunNumber(rawValue: 2)) == [entry(3, of: 2, 1)])
    #expect(try store.journal(of: RunNumber(rawValue: 3)) == [])
    #expect(try store.lastEntry == 4)
  }

  @Test("An update changes what it says and nothing else", arguments: RunStoreKind.allCases)
  func updating(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    try store.commit([create(1, key: "k"), create(2)])
    var expected = try #require(try store.run(1))
    var change = RunChange(number: expected.number, epoch: 0, state: .failed)
    change.output = [1]
    change.error = [2]
    change.ended = 3
    change.wakeAt = 4
    expected.apply(change)
    try store.commit([.update(change)])
    #expect(try store.run(1) == expected)
    #expect(try store.run(clientKey: "k") == expected)
    #expect(try store.run(2)?.state == .running)
  }

  @Test("A commit of nothing is one", arguments: RunStoreKind.allCases)
  func nothing(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    try store.commit([])
    #expect(try store.numbers() == [])
    store.rest()
  }

  @Test(
    "A conflict anywhere leaves nothing of the commit behind, and the rest goes in alone",
    arguments: RunStoreKind.allCases)
  func allOrNothing(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    try store.commit([create(1, key: "k"), record(1, of: 1, 1)])
    let good = [create(2), record(2, of: 2, 1), record(3, of: 1, 2), update(1, .completed, ended: 9)]
    let bad: [(RunOperation, String)] = [
      (record(4, of: 1, 1), "\(RunNumber(rawValue: 1)) has a record 1 already"),
      (update(1, .failed, epoch: 1), "\(RunNumber(rawValue: 1)) is another host's now"),
      (update(9, .failed), "\(RunNumber(rawValue: 9)) is another host's now"),
      (create(1), "there is a run \(RunNumber(rawValue: 1)), or one with its key, already"),
      (create(3, key: "k"), "there is a run \(RunNumber(rawValue: 3)), or one with its key, already"),
      (record(4, of: 2, 1), "\(RunNumber(rawValue: 2)) has a record 1 already"),
      (record(4, of: 9, 1), "there is no run \(RunNumber(rawValue: 9))"),
    ]
    for (operation, message) in bad {
      for operations in [good + [operation], Array(good.prefix(2)) + [operation] + good.suffix(2)] {
        let error = #expect(throws: RoundhouseError.self) { try store.commit(operations) }
        #expect(error?.code == .conflict)
        #expect(error?.message == message)
        #expect(error?.remedy == "leave the run to the host that has it")
      }
      #expect(try store.numbers() == [1])
      #expect(try store.sequences(of: 1) == [1])
      #expect(try store.sequences(of: 2) == [])
      #expect(try store.run(1)?.state == .running)
      #expect(try store.lastEntry == 1)
    }
    try store.commit(good)
    #expect(try store.numbers() == [1, 2])
    #expect(try store.sequences(of: 1) == [1, 2])
    #expect(try store.run(1)?.state == .completed)
  }

  @Test("Runs without a key do not meet each other", arguments: RunStoreKind.allCases)
  func withoutKey(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    try store.commit([create(1), create(2), create(3)])
    #expect(try store.run(clientKey: "") == nil)
    #expect(try store.numbers() == [1, 2, 3])
  }

  @Test("Records behind one are read over all runs, as many as are wanted", arguments: RunStoreKind.allCases)
  func entriesAfter(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    for number in Int64(0)...2 { try store.commit([create(number)]) }
    for id in 1...20 { try store.commit([record(Int64(id) * 2, of: Int64(id % 3), Int64(id))]) }
    #expect(try store.entries(after: 0, limit: 100).map(\.id) == Array(stride(from: 2, through: 40, by: 2)))
    #expect(try store.entries(after: 11, limit: 3).map(\.id) == [12, 14, 16])
    #expect(try store.entries(after: 12, limit: 1).map(\.id) == [14])
    #expect(try store.entries(after: 40, limit: 5) == [])
    #expect(try store.entries(after: 0, limit: 0) == [])
  }

  @Test("Any text is kept", arguments: RunStoreKind.allCases)
  func unicode(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    let texts = ["naïve café", "日本語/手順#2", "👩‍👩‍👧‍👦", "a\0b", "'; drop table runs; --", "\u{FFFD}\u{202E}x"]
    for (index, text) in texts.enumerated() {
      let number = Int64(index + 1)
      var step = entry(number, of: number, 1)
      step.key = text
      step.agent = text
      try store.commit([create(number, key: text, workflow: text), .record(step)])
      #expect(try store.run(clientKey: text)?.number.rawValue == number)
      #expect(try store.run(number)?.workflow == text)
      #expect(try store.numbers { $0.workflow = text } == [number])
      #expect(try store.journal(of: RunNumber(rawValue: number)) == [step])
    }
  }

  @Test("Bodies may be empty or have ten megabytes", arguments: RunStoreKind.allCases)
  func bodies(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    var large = [UInt8](repeating: 0xA7, count: 10 << 20)
    for place in stride(from: 0, to: large.count, by: 4_001) { large[place] = UInt8(truncatingIfNeeded: place) }
    var run = RunRecord(number: RunNumber(rawValue: 1), workflow: "", version: 0, input: [], created: 0)
    run.parentKey = ""
    try store.commit([.create(run), record(1, of: 1, 1, body: []), record(2, of: 1, 2, body: large)])
    #expect(try store.run(1) == run)
    #expect(try store.journal(of: run.number).map(\.body.count) == [0, large.count])
    #expect(try store.journal(of: run.number).last?.body == large)
  }

  @Test("Numbers go to the ends of 64 bits", arguments: RunStoreKind.allCases)
  func extremes(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    var run = RunRecord(
      number: RunNumber(rawValue: .max), workflow: "w", version: .min, input: [], created: .min)
    run.epoch = .max
    run.deadline = .max
    run.wakeAt = .min
    run.parent = RunNumber(rawValue: .min)
    run.budget.tokens = .max - 1
    run.budget.depth = 1 << 63
    var step = entry(.max, of: .max, .min)
    step.attempt = .max
    step.at = .min
    step.took = .max
    step.usage.inputTokens = .max
    step.usage.costMicros = 1 << 63
    step.fingerprint = 1 << 63
    step.usage.confidence = .leastNonzeroMagnitude
    try store.commit([.create(run), .record(step)])
    #expect(try store.run(run.number) == run)
    #expect(try store.journal(of: run.number) == [step])
    #expect(try store.lastEntry == .max)
    #expect(try store.entries(after: .max - 1, limit: 1) == [step])
  }
}
