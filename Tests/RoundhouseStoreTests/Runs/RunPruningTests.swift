import RoundhouseModel
import RoundhouseRuns
import Testing

/// What is forgotten, and what is not.
struct RunPruningTests {
  let folder = TemporaryFolder()

  private func filled(_ kind: RunStoreKind) throws -> any RunStore {
    let store = try kind.make(in: folder)
    for number in Int64(1)...10 {
      try store.commit([
        create(number, key: "key-\(number)"), record(number * 2, of: number, 1), record(number * 2 + 1, of: number, 2),
      ])
      if number != 4 { try store.commit([update(number, .completed, ended: number * 100)]) }
    }
    return store
  }

  @Test("Runs that ended before a time are forgotten with their journals and keys", arguments: RunStoreKind.allCases)
  func forgetting(kind: RunStoreKind) throws {
    let store = try filled(kind)
    #expect(try store.prune(endedBefore: 600, limit: 100) == 4)
    #expect(try store.numbers() == [4, 6, 7, 8, 9, 10])
    #expect(try store.sequences(of: 5) == [])
    #expect(try store.sequences(of: 4) == [1, 2])
    #expect(try store.run(clientKey: "key-5") == nil)
    #expect(try store.entries(after: 0, limit: 3).map(\.id) == [8, 9, 12])
    #expect(try store.prune(endedBefore: 600, limit: 100) == 0)
    #expect(store.refusal(record(22, of: 5, 3))?.message == "there is no run \(RunNumber(rawValue: 5))")
    try store.commit([create(11, key: "key-5"), record(22, of: 11, 1)])
    #expect(try store.run(clientKey: "key-5")?.number.rawValue == 11)
  }

  @Test("No more than the limit at once", arguments: RunStoreKind.allCases)
  func limit(kind: RunStoreKind) throws {
    let store = try filled(kind)
    var counts: [Int] = []
    while case let count = try store.prune(endedBefore: .max, limit: 4), count > 0 {
      counts.append(count)
      #expect(try store.numbers().count == 10 - counts.reduce(0, +))
    }
    #expect(counts == [4, 4, 1])
    #expect(try store.numbers() == [4])
  }

  @Test("The number of the last record never goes back", arguments: RunStoreKind.allCases)
  func lastEntry(kind: RunStoreKind) throws {
    let store = try filled(kind)
    try store.commit([update(4, .failed, ended: 1)])
    #expect(try store.prune(endedBefore: .max, limit: 100) == 10)
    #expect(try store.entries(after: 0, limit: 100) == [])
    #expect(try store.lastEntry == 21)
  }
}
