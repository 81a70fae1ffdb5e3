internal import RoundhouseModel
internal import Synchronization

/// What waits for the store's thread, in the order in which it was asked; bounded in number and bytes.
final class StoreQueue: Sendable {
  private struct State {
    var waiting: [StoreRequest] = []
    var bytes = 0
    var isClosed = false
    /// Whether the thread found nothing and sleeps or is about to.
    var isIdle = false
  }

  private let state = Mutex(State())
  private let bell = ThreadBell()
  private let capacity: Int
  private let byteCapacity: Int

  init(capacity: Int, byteCapacity: Int) {
    self.capacity = capacity
    self.byteCapacity = byteCapacity
  }

  /// Takes a request, or says why not: `overloaded`, or `unreachable` after closing.
  func put(_ request: StoreRequest) -> RoundhouseError? {
    let size = request.size
    let (refusal, mustWake) = state.withLock { state -> (RoundhouseError?, Bool) in
      if state.isClosed { return (Self.closed, false) }
      // A request above the bytes by itself is let in alone, so that every lawful one can be carried out.
      let fits = state.waiting.isEmpty || state.bytes + size <= byteCapacity
      guard state.waiting.count < capacity, fits else { return (full(state.waiting.count, state.bytes), false) }
      state.waiting.append(request)
      state.bytes += size
      defer { state.isIdle = false }
      return (nil, state.isIdle)
    }
    if mustWake { bell.ring() }
    return refusal
  }

  /// Waits for requests and takes all of them; nil when the queue is closed and empty.
  func takeAll() -> [StoreRequest]? {
    while true {
      let count = bell.count
      let (taken, isOver) = state.withLock { state -> ([StoreRequest], Bool) in
        let taken = state.waiting
        state.waiting = []
        state.bytes = 0
        state.isIdle = taken.isEmpty
        return (taken, taken.isEmpty && state.isClosed)
      }
      if isOver { return nil }
      if !taken.isEmpty { return taken }
      bell.sleep(at: count)
    }
  }

  /// Takes no more requests; those that wait are still carried out.
  func close() {
    state.withLock { $0.isClosed = true }
    bell.ring()
  }

  private func full(_ count: Int, _ bytes: Int) -> RoundhouseError {
    RoundhouseError(
      .overloaded, "the state store has \(count) requests with \(bytes) bytes waiting, no more are taken",
      remedy: "ask again in a moment; if this lasts, the disk is too slow for what the agents write")
  }

  private static let closed = RoundhouseError(
    .unreachable, "the state store is closed, the host is ending", remedy: "ask again when the host runs again")
}
