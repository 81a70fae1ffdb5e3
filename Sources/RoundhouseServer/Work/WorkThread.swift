internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// One thread with a bounded queue, for answers that are not found at once.
final class WorkThread: Sendable {
  private struct State {
    var queue: [@Sendable () -> Void] = []
    var isStopped = false
  }

  private let name: String
  private let limit: Int
  private let state = Mutex(State())
  private let bell = Bell()

  init(_ name: String, limit: Int) {
    self.name = name
    self.limit = limit
  }

  /// - Returns: false if the system gave no thread.
  func start() -> Bool { OwnThread.start(name) { [self] in run() } }

  /// Its thread ends when it has done what it is doing; what waits is forgotten.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.queue = []
    }
    bell.ring()
  }

  /// - Returns: false if too much waits already.
  func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
    let isAccepted = state.withLock { state in
      guard !state.isStopped, state.queue.count < limit else { return false }
      state.queue.append(work)
      return true
    }
    if isAccepted { bell.ring() }
    return isAccepted
  }

  private func run() {
    while true {
      let (work, isStopped) = state.withLock { state in
        (state.queue.isEmpty ? nil : state.queue.removeFirst(), state.isStopped)
      }
      if isStopped { return }
      if let work { work() } else { bell.wait(milliseconds: nil) }
    }
  }
}
