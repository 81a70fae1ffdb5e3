internal import Synchronization

/// Where branches of a run wait for a time: each is let go on at its time, or when the run ends.
final class RunWaits: Sendable {
  private struct State {
    var count: UInt64 = 0
    /// Those whose wait has begun and is not over.
    var numbers: Set<UInt64> = []
    var waiting: [UInt64: UnsafeContinuation<Void, Never>] = [:]
    /// Those that were let go on before they waited.
    var ended: Set<UInt64> = []
    var isOver = false
  }

  private let state = Mutex(State())

  /// Suspends until `end` of the same number, or `endAll`.
  /// - Parameter begin: is given the number; called before the wait begins, once.
  func wait(_ begin: (UInt64) -> Void) async {
    let number = state.withLock { state in
      state.count += 1
      state.numbers.insert(state.count)
      return state.count
    }
    begin(number)
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let isOver = state.withLock { state in
          let isOver = state.isOver || state.ended.remove(number) != nil
          if !isOver { state.waiting[number] = continuation }
          return isOver
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      end(number)
    }
    state.withLock { state in
      state.numbers.remove(number)
      state.ended.remove(number)
    }
  }

  /// Lets one go on. Before it waits, too: a task may be cancelled at any moment.
  func end(_ number: UInt64) {
    let waiting = state.withLock { state in
      let waiting = state.waiting.removeValue(forKey: number)
      if waiting == nil, state.numbers.contains(number) { state.ended.insert(number) }
      return waiting
    }
    waiting?.resume()
  }

  /// Lets all go on, and whoever comes later.
  func endAll() {
    let waiting = state.withLock { state in
      state.isOver = true
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume() }
  }
}
