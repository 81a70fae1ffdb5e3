internal import Synchronization

/// Which lines of a run have something to do, and until when the others wait for a time or for the outside. A run of which
/// none has anything to do need not stay in memory.
final class RunLines: Sendable {
  struct Rest: Sendable {
    fileprivate let number: UInt64
  }

  private struct State {
    /// The main line, and branches that are under way.
    var busy = 1
    var count: UInt64 = 0
    /// Until when each of those waits that have nothing to do, in milliseconds since 1970; `.max` for ever.
    var resting: [UInt64: Int64] = [:]
    /// Grows with each line that goes on.
    var moves: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Lines go on beside one another: the one that waits for them has nothing to do, and is back when the last has ended.
  func fork(_ change: Int) { state.withLock { $0.busy += change } }

  /// A line waits.
  /// - Parameter due: in milliseconds since 1970; 0 for ever.
  func rest(until due: Int64) -> Rest {
    state.withLock { state in
      state.busy -= 1
      state.count += 1
      state.resting[state.count] = due == 0 ? .max : due
      return Rest(number: state.count)
    }
  }

  func goOn(_ rest: Rest) {
    state.withLock { state in
      state.busy += 1
      state.moves += 1
      state.resting.removeValue(forKey: rest.number)
    }
  }

  /// When the first of its lines goes on by itself, if all of them wait; `.max` if none will. nil while one has something
  /// to do.
  var quietUntil: Int64? {
    state.withLock { $0.busy == 0 && !$0.resting.isEmpty ? $0.resting.values.min() : nil }
  }

  /// Changes whenever a line goes on.
  var moves: UInt64 { state.withLock { $0.moves } }
}
