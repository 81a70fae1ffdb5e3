import RoundhouseModel
import RoundhouseRuns
import Testing

/// Which runs a query finds, and in which order.
struct RunQueryTests {
  let folder = TemporaryFolder()

  /// Three runs of each state in turn, half of them of another workflow.
  private func filled(_ kind: RunStoreKind) throws -> any RunStore {
    let store = try kind.make(in: folder)
    let states = RunState.allCases
    for number in 1...24 {
      let workflow = number % 2 == 0 ? "trip" : "chat"
      try store.commit([create(Int64(number), state: states[number % 8], workflow: workflow)])
    }
    return store
  }

  @Test("Each filter alone", arguments: RunStoreKind.allCases)
  func filters(kind: RunStoreKind) throws {
    let store = try filled(kind)
    #expect(try store.numbers() == Array(1...24))
    for (index, state) in RunState.allCases.enumerated() {
      let expected = (1...24).filter { Int($0) % 8 == index }.map(Int64.init)
      #expect(try store.numbers { $0.states = [state] } == expected, "\(state)")
    }
    #expect(try store.numbers { $0.states = [.queued, .running] } == [1, 8, 9, 16, 17, 24])
    #expect(try store.numbers { $0.states = [.waiting, .failed] } == [2, 5, 10, 13, 18, 21])
    #expect(try store.numbers { $0.workflow = "trip" } == Array(stride(from: 2, through: 24, by: 2)))
    #expect(try store.numbers { $0.workflow = "tri" } == [])
    #expect(try store.numbers { $0.after = RunNumber(rawValue: 20) } == [21, 22, 23, 24])
    #expect(try store.numbers { $0.limit = 2 } == [1, 2])
    #expect(try store.numbers { $0.limit = 0 } == [])
  }

  @Test("Filters together", arguments: RunStoreKind.allCases)
  func together(kind: RunStoreKind) throws {
    let store = try filled(kind)
    let found = try store.numbers { query in
      query.states = [.running, .completed]
      query.workflow = "chat"
      query.after = RunNumber(rawValue: 1)
      query.limit = 1
    }
    #expect(found == [9])
  }

  @Test("The newest first, whatever is asked to be behind", arguments: RunStoreKind.allCases)
  func newest(kind: RunStoreKind) throws {
    let store = try filled(kind)
    let found = try store.numbers { query in
      query.isNewestFirst = true
      query.after = RunNumber(rawValue: 23)
      query.states = [.queued, .running]
      query.limit = 4
    }
    #expect(found == [24, 17, 16, 9])
  }

  @Test("Page after page finds each run once, even while runs end", arguments: RunStoreKind.allCases)
  func pages(kind: RunStoreKind) throws {
    let store = try filled(kind)
    var found: [Int64] = []
    var query = RunQuery()
    query.states = [.queued, .running, .waiting, .blocked]
    query.limit = 5
    while case let page = try store.runs(query), let last = page.last {
      found += page.map(\.number.rawValue)
      try store.commit([.update(RunChange(number: last.number, epoch: 0, state: .completed))])
      query.after = last.number
    }
    #expect(found == (1...24).filter { $0 % 8 < 4 })
  }

  @Test("Runs to be woken by a time; those that wait for no time are not among them", arguments: RunStoreKind.allCases)
  func waking(kind: RunStoreKind) throws {
    let store = try filled(kind)
    try store.commit([
      update(2, .waiting, wakeAt: 500), update(10, .waiting, wakeAt: 400), update(18, .waiting),
      update(1, .running, wakeAt: 300),
    ])
    #expect(
      try store.numbers {
        $0.states = [.waiting]; $0.wokenBy = 399
      } == [])
    #expect(
      try store.numbers {
        $0.states = [.waiting]; $0.wokenBy = 400
      } == [10])
    #expect(
      try store.numbers {
        $0.states = [.waiting]; $0.wokenBy = 500
      } == [2, 10])
    #expect(try store.numbers { $0.wokenBy = 450 } == [1, 10])
  }

  @Test("A state that was left is not found any more", arguments: RunStoreKind.allCases)
  func moving(kind: RunStoreKind) throws {
    let store = try kind.make(in: folder)
    try store.commit([create(1, state: .queued)])
    for (from, to) in zip(RunState.allCases, RunState.allCases.dropFirst()) {
      try store.commit([update(1, to)])
      #expect(try store.numbers { $0.states = [from] } == [])
      #expect(try store.numbers { $0.states = [to] } == [1])
    }
  }
}
