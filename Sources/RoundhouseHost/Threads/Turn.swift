internal import Synchronization

/// Whose turn it is inside a serial agent: no two of its functions run at once.
///
/// Nobody waits for a turn: work that comes while it is taken is left with whoever has it, and done on a host thread.
final class Turn: Sendable {
  private struct State {
    var isTaken = false
    var waiting = Deque<@Sendable () -> Void>()
  }
  private let state = Mutex(State())

  /// Takes the turn if it is free. Balanced by `leave`.
  func take() -> Bool {
    state.withLock { state in
      if state.isTaken { return false }
      state.isTaken = true
      return true
    }
  }

  /// Takes the turn, or leaves the work for when it is free.
  /// - Returns: true if the caller has the turn now and does the work itself.
  func takeOrLeave(_ work: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      if state.isTaken {
        state.waiting.append(work)
        return false
      }
      state.isTaken = true
      return true
    }
  }

  /// Ends the turn. What was left meanwhile is handed, with the turn, to a host thread.
  func leave(_ threads: BlockingThreads) {
    let next = state.withLock { state -> (@Sendable () -> Void)? in
      guard let next = state.waiting.popFirst() else {
        state.isTaken = false
        return nil
      }
      return next
    }
    guard let next else { return }
    threads.submit { [self] in
      next()
      leave(threads)
    }
  }
}
