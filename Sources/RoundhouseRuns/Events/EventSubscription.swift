internal import Synchronization

/// One subscriber's queue of events. One reader at a time.
package final class EventSubscription: Sendable {
  /// What the reader is given: events, and how many were dropped before them because he was slow.
  package struct Batch: Sendable {
    package var events: [RunEvent]
    package var skipped: Int
  }

  private struct State {
    var events: [RunEvent] = []
    var skipped = 0
    var isOver = false
    var reader: UnsafeContinuation<Void, Never>?
  }

  private let number: UInt64
  private let filter: EventFilter
  private let capacity: Int
  private let bus: EventBus
  private let state = Mutex(State())

  init(_ number: UInt64, _ filter: EventFilter, capacity: Int, bus: EventBus) {
    self.number = number
    self.filter = filter
    self.capacity = max(1, capacity)
    self.bus = bus
  }

  func take(_ events: [RunEvent]) {
    let wanted = events.filter(filter.matches)
    if wanted.isEmpty { return }
    let reader = state.withLock { state in
      state.events.append(contentsOf: wanted)
      let excess = state.events.count - capacity
      if excess > 0 {
        state.events.removeFirst(excess)
        state.skipped += excess
      }
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }

  /// The next events; nil when there will be no more, or the task is cancelled.
  package func next() async -> Batch? {
    while true {
      if let batch = takeBatch() { return batch }
      if state.withLock({ $0.isOver }) { return nil }
      await withTaskCancellationHandler {
        await withUnsafeContinuation { continuation in
          let goesOn = state.withLock { state in
            if state.events.isEmpty, !state.isOver { state.reader = continuation }
            return !state.events.isEmpty || state.isOver
          }
          if goesOn { continuation.resume() }
        }
      } onCancel: {
        cancel()
      }
    }
  }

  /// Wants no more.
  package func cancel() {
    bus.remove(number)
    let reader = state.withLock { state in
      state.isOver = true
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }

  private func takeBatch() -> Batch? {
    state.withLock { state in
      guard !state.events.isEmpty else { return nil }
      defer { (state.events, state.skipped) = ([], 0) }
      return Batch(events: state.events, skipped: state.skipped)
    }
  }
}
