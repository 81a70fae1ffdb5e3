internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// How calls went, by cell. Filled from the threads' words, off the walk of a call.
final class StatisticsBook: Sendable {
  /// One cell's figures: flat and in whole cache lines, because a hundred thousand of them are counted at random.
  private struct Figures {
    var calls: UInt64 = 0
    var total: Nanoseconds = 0
    /// Counts of calls by duration. `CallStatistics.buckets` begins at `firstBucket`, so that those of a quick agent, from
    /// 64 ns to 262 µs, stand in the first line.
    var buckets = InlineArray<40, UInt32>(repeating: 0)
    var errors: UInt64 = 0
    private var rest: UInt64 = 0

    private static let firstBucket = 34

    /// Where the count of a bucket stands.
    static func place(_ bucket: Int) -> Int { bucket < 6 ? bucket + firstBucket : bucket - 6 }
  }

  private struct State: ~Copyable {
    // Reserved like the cells: takes room where cells have been called.
    nonisolated(unsafe) let cells: UnsafeMutablePointer<Figures>
    var used = 0
    /// What cells that were given to others have counted.
    var past = CallStatistics()
    var calls: UInt64 = 0
  }

  private static var size: Int { CellTable.capacity * MemoryLayout<Figures>.stride }
  private let state: Mutex<State>

  init() {
    precondition(MemoryLayout<Figures>.stride == 192, "figures fill three cache lines")
    guard let memory = platform_reserve(StatisticsBook.size) else {
      fatalError("no address space for \(StatisticsBook.size) bytes of statistics")
    }
    // Zeroed pages are empty figures.
    state = Mutex(State(cells: memory.bindMemory(to: Figures.self, capacity: CellTable.capacity)))
  }

  deinit { state.withLock { platform_release($0.cells, StatisticsBook.size) } }

  /// Counts what a thread has noted.
  func fold(_ words: UnsafeMutablePointer<ThreadWords>) {
    state.withLock { state in
      var place = words.pointee.tail.load(ordering: .relaxed)
      let end = words.pointee.head.load(ordering: .acquiring)
      while place != end {
        // The figures of a call some places on are on their way from memory while this one is counted.
        let next = words.pointee.durations[min(place &+ 8, end &- 1) & (ThreadWords.durationCapacity - 1)]
        platform_prefetch(state.cells + Int(next >> 44))
        let record = words.pointee.durations[place & (ThreadWords.durationCapacity - 1)]
        StatisticsBook.add(&state, UInt32(record >> 44), record & ((1 << 43) - 1), failed: false)
        place &+= 1
      }
      words.pointee.tail.store(place, ordering: .releasing)
    }
  }

  /// Counts one call that its thread has not noted.
  func add(cell: UInt32, _ duration: Nanoseconds, failed: Bool) {
    state.withLock { StatisticsBook.add(&$0, cell, duration, failed: failed) }
  }

  func statistics(of cell: UInt32) -> CallStatistics {
    state.withLock { Int(cell) < $0.used ? StatisticsBook.full($0.cells[Int(cell)]) : CallStatistics() }
  }

  /// Begins anew for a cell's next owner; the sum over all keeps what was.
  func forget(_ cells: [UInt32]) {
    state.withLock { state in
      for cell in cells where Int(cell) < state.used {
        state.past = state.past + StatisticsBook.full(state.cells[Int(cell)])
        state.cells[Int(cell)] = Figures()
      }
    }
  }

  /// All calls of the host.
  var sum: CallStatistics {
    state.withLock { state in
      var sum = state.past
      for cell in 0..<state.used where state.cells[cell].calls > 0 {
        sum = sum + StatisticsBook.full(state.cells[cell])
      }
      return sum
    }
  }

  /// How many calls there were in all.
  var calls: UInt64 { state.withLock { $0.calls } }

  @inline(__always)
  private static func add(_ state: inout State, _ cell: UInt32, _ duration: Nanoseconds, failed: Bool) {
    let figures = state.cells + Int(cell)
    if Int(cell) >= state.used { use(&state, Int(cell) + 1) }
    state.calls &+= 1
    figures.pointee.calls &+= 1
    figures.pointee.total &+= duration
    if failed { figures.pointee.errors &+= 1 }
    figures.pointee.buckets[Figures.place(min(39, 64 - duration.leadingZeroBitCount))] &+= 1
  }

  @inline(never)
  private static func use(_ state: inout State, _ count: Int) {
    let many = Int(CellTable.many)
    if state.used < many, count >= many {
      platform_expect_much(state.cells + many, size - many * MemoryLayout<Figures>.stride)
    }
    state.used = count
  }

  private static func full(_ figures: Figures) -> CallStatistics {
    var statistics = CallStatistics()
    statistics.calls = figures.calls
    statistics.errors = figures.errors
    statistics.total = figures.total
    for index in figures.buckets.indices { statistics.buckets[index] = UInt64(figures.buckets[Figures.place(index)]) }
    return statistics
  }
}
