internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// Wakes pending calls at their deadline, from one thread.
///
/// Calls are found by the place of their slot, so that one which ends in time costs two stores and no search.
final class Deadlines: Sendable {
  private struct State {
    var times: [Nanoseconds] = []
    var calls: [PendingCall?] = []
    /// When the thread looks again.
    var wakeTime = Nanoseconds.max
    var isStopping = false
  }

  private let state = Mutex(State())
  private let word = Atomic<UInt32>(0)

  init() {}

  func start() -> Bool { OwnThread.start("rh-deadlines") { [self] in work() } }

  /// Watches a call until `remove`, unless it has ended already.
  func add(_ call: PendingCall, at place: Int, deadline: Nanoseconds) {
    let (isSooner, isStopping) = state.withLock { state in
      // Its end may have come between the caller's last look and now; it would not be removed a second time.
      guard !call.hasEnded, !state.isStopping else { return (false, state.isStopping) }
      if place >= state.times.count {
        let more = max(place + 1, state.times.count * 2, 256) - state.times.count
        state.times.append(contentsOf: repeatElement(0, count: more))
        state.calls.append(contentsOf: repeatElement(nil, count: more))
      }
      state.times[place] = deadline
      state.calls[place] = call
      guard deadline < state.wakeTime else { return (false, false) }
      state.wakeTime = deadline
      return (true, false)
    }
    if isSooner { wake() }
    if isStopping { call.hostStopped() }
  }

  /// Watches the call no longer. Its place may be another call's by now, which stays watched.
  func remove(_ call: PendingCall, at place: Int) {
    state.withLock { state in
      guard place < state.calls.count, state.calls[place] === call else { return }
      state.times[place] = 0
      state.calls[place] = nil
    }
  }

  /// Ends the thread.
  /// - Returns: the calls that nobody watches any more.
  @discardableResult
  func stop() -> [PendingCall] {
    let left = state.withLock { state in
      state.isStopping = true
      defer { state.calls = [] }
      return state.calls.compactMap { $0 }
    }
    wake()
    return left
  }

  private func wake() {
    word.add(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  private func work() {
    while true {
      let seen = word.load(ordering: .acquiring)
      guard let (due, next) = due(platform_now()) else { return }
      for call in due { call.deadlinePassed() }
      guard due.isEmpty else { continue }
      withUnsafePointer(to: word) { _ = platform_futex_wait($0, seen, next == .max ? 0 : next) }
    }
  }

  /// The calls whose time has come, and when to look again; nil at the end.
  private func due(_ now: Nanoseconds) -> ([PendingCall], Nanoseconds)? {
    state.withLock { state in
      if state.isStopping { return nil }
      var due: [PendingCall] = []
      var next = Nanoseconds.max
      for place in state.times.indices where state.times[place] != 0 {
        if state.times[place] > now {
          next = min(next, state.times[place])
        } else if let call = state.calls[place] {
          due.append(call)
          state.times[place] = 0
          state.calls[place] = nil
        }
      }
      state.wakeTime = next
      return (due, next)
    }
  }
}
