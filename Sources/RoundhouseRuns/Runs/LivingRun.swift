internal import RoundhouseModel
internal import Synchronization

/// A run that is in memory: its code is running, or waits for an answer.
final class LivingRun: Sendable {
  private struct State {
    var outcome: RunOutcome?
    var waiting: [UnsafeContinuation<Void, Never>] = []
    var task: Task<Void, Never>?
    /// Whether a look is due at whether it may leave memory.
    var isLookedAt = false
    /// When it is to be back, in milliseconds since 1970, 0 for when somebody sends something; nil unless it leaves.
    var parkedUntil: Int64?
  }

  let record: RunRecord
  let core: RunCore
  private let state = Mutex(State())

  init(_ record: RunRecord, _ core: RunCore) {
    self.record = record
    self.core = core
  }

  /// - Parameter task: its code. It may be under way already, and the run may have been ended meanwhile.
  func begin(_ task: Task<Void, Never>) {
    state.withLock { $0.task = task }
    if core.fault != nil { task.cancel() }
  }

  /// Ends the run's calls; its code finds out at its next effect.
  /// - Returns: false if it was over; nil if it leaves memory just now, and is to be looked for in the store.
  @discardableResult
  func cancel(_ reason: String) -> Bool? {
    let (task, isOver) = state.withLock { ($0.task, $0.outcome != nil) }
    if isOver { return false }
    if case .run(let fault) = core.fail(.cancelled(reason)), fault.kind == .parked { return nil }
    task?.cancel()
    return true
  }

  /// Whether it is a job that has failed and is taken again later.
  var isQueuedAgain: Bool { state.withLock { $0.outcome?.state == .queued } }

  // MARK: Leaving memory

  /// - Returns: false if a look is due already.
  func looksLater() -> Bool {
    state.withLock { state in
      defer { state.isLookedAt = true }
      return !state.isLookedAt
    }
  }

  func hasLooked() { state.withLock { $0.isLookedAt = false } }

  /// - Returns: false if it is over, or somebody here waits for its end.
  func park(until time: Int64) -> Bool {
    state.withLock { state in
      guard state.outcome == nil, state.waiting.isEmpty else { return false }
      state.parkedUntil = time
      return true
    }
  }

  var parkedUntil: Int64 { state.withLock { $0.parkedUntil ?? 0 } }

  /// Whether it has ended, and only its end is not written yet.
  var isSettled: Bool { state.withLock { $0.outcome != nil } }

  /// Its time is over.
  func timeOut() {
    core.fail(.timedOut)
    state.withLock { $0.task }?.cancel()
  }

  /// The run is not this host's any more: its code ends here, and whoever waits is told so. It goes on elsewhere.
  func leave(_ fault: RunFault) {
    core.fail(fault)
    state.withLock { $0.task }?.cancel()
    settle(RunOutcome(number: record.number, state: .running, error: fault.error))
  }

  /// What the run came to; once.
  func settle(_ outcome: RunOutcome) {
    let waiting = state.withLock { state in
      if state.outcome == nil { state.outcome = outcome }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Suspends until the run has ended.
  func outcome() async -> RunOutcome {
    await withUnsafeContinuation { continuation in
      let isOver = state.withLock { state in
        if state.outcome == nil { state.waiting.append(continuation) }
        return state.outcome != nil
      }
      if isOver { continuation.resume() }
    }
    return state.withLock { $0.outcome } ?? RunOutcome(number: record.number, state: .failed)
  }
}
