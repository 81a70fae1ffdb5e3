internal import RoundhouseModel
internal import Synchronization

/// How calls went, by cell. Filled from the threads' rings, off the walk of a call.
final class StatisticsBook: Sendable {
  /// One cell's figures, compact: a hundred thousand of them must fit.
  private struct Figures {
    var calls: UInt64 = 0
    var errors: UInt64 = 0
    var total: Nanoseconds = 0
    var buckets: [UInt32] = []
  }

  private struct State {
    var cells: [Figures] = []
    /// What cells that were given to others have counted.
    var past = CallStatistics()
    var calls: UInt64 = 0
  }

  private let state = Mutex(State())

  func fold(_ ring: DurationRing) {
    state.withLock { state in
      ring.drain { cell, duration, failed in StatisticsBook.add(&state, cell, duration, failed) }
    }
  }

  /// Counts one call that was not measured by a thread's ring.
  func add(cell: UInt32, _ duration: Nanoseconds, failed: Bool) {
    state.withLock { StatisticsBook.add(&$0, cell, duration, failed) }
  }

  func statistics(of cell: UInt32) -> CallStatistics {
    state.withLock { Int(cell) < $0.cells.count ? StatisticsBook.full($0.cells[Int(cell)]) : CallStatistics() }
  }

  /// Begins anew for a cell's next owner; the sum over all keeps what was.
  func forget(_ cells: [UInt32]) {
    state.withLock { state in
      for cell in cells where Int(cell) < state.cells.count {
        state.past = state.past + StatisticsBook.full(state.cells[Int(cell)])
        state.cells[Int(cell)] = Figures()
      }
    }
  }

  /// All calls of the host.
  var sum: CallStatistics {
    state.withLock { state in
      state.cells.reduce(state.past) { $1.calls == 0 ? $0 : $0 + StatisticsBook.full($1) }
    }
  }

  /// How many calls there were in all.
  var calls: UInt64 { state.withLock { $0.calls } }

  private static func add(_ state: inout State, _ cell: UInt32, _ duration: Nanoseconds, _ failed: Bool) {
    let cell = Int(cell)
    if cell >= state.cells.count {
      let more = max(cell + 1, state.cells.count * 2, 64) - state.cells.count
      state.cells.append(contentsOf: repeatElement(Figures(), count: more))
    }
    if state.cells[cell].buckets.isEmpty { state.cells[cell].buckets = [UInt32](repeating: 0, count: 40) }
    state.calls += 1
    state.cells[cell].calls += 1
    state.cells[cell].total += duration
    if failed { state.cells[cell].errors += 1 }
    let bucket = min(39, 64 - duration.leadingZeroBitCount)
    state.cells[cell].buckets[bucket] &+= 1
  }

  private static func full(_ figures: Figures) -> CallStatistics {
    var statistics = CallStatistics()
    statistics.calls = figures.calls
    statistics.errors = figures.errors
    statistics.total = figures.total
    for (index, count) in figures.buckets.enumerated() { statistics.buckets[index] = UInt64(count) }
    return statistics
  }
}
