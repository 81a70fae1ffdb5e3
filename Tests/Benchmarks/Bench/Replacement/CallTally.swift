internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// What became of the requests of all callers together.
final class CallTally: Sendable {
  private struct State {
    /// In microseconds, from when the request was due.
    var times: [UInt32] = []
    var seconds: [Int] = []
    var failed = 0
    /// By what was said, and how often.
    var reasons: [String: Int] = [:]
  }

  private let begun = platform_now()
  private let state = Mutex(State())

  init() { state.withLock { $0.times.reserveCapacity(2_000_000) } }

  var answered: Int { state.withLock { $0.times.count } }
  var failed: Int { state.withLock { $0.failed } }
  var reasons: [String: Int] { state.withLock { $0.reasons } }
  /// The fewest answers in a second; the first and the last one are not whole.
  var slowestSecond: Int { state.withLock { $0.seconds.dropFirst().dropLast().min() ?? 0 } }

  func answered(due: Nanoseconds) {
    let now = platform_now()
    let second = Int((now &- begun) / .seconds(1))
    state.withLock { state in
      state.times.append(UInt32(clamping: (now &- due) / 1000))
      while state.seconds.count <= second { state.seconds.append(0) }
      state.seconds[second] += 1
    }
  }

  func failed(_ reason: String) {
    state.withLock { state in
      state.failed += 1
      state.reasons[reason, default: 0] += 1
    }
  }

  /// Median and 99th percentile, in microseconds.
  func percentiles() -> (p50: Double, p99: Double) {
    let times = state.withLock { $0.times }.sorted()
    guard !times.isEmpty else { return (0, 0) }
    return (Double(times[times.count / 2]), Double(times[times.count * 99 / 100]))
  }
}
