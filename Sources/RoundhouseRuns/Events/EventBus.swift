internal import Synchronization

/// Hands events to whoever has subscribed. Nobody is waited for: a subscriber that is slow loses the oldest, and is told
/// how many.
package final class EventBus: Sendable {
  private struct State {
    var next: UInt64 = 0
    var subscribers: [UInt64: EventSubscription] = [:]
  }

  private let state = Mutex(State())
  private let count = Atomic<Int>(0)

  package init() {}

  /// Whether anybody listens, so that nothing is made for nobody.
  package var isHeard: Bool { count.load(ordering: .relaxed) > 0 }

  /// - Parameter capacity: events that wait for a slow subscriber before the oldest is dropped.
  package func subscribe(_ filter: EventFilter = EventFilter(), capacity: Int = 1024) -> EventSubscription {
    let subscription = state.withLock { state in
      state.next += 1
      let subscription = EventSubscription(state.next, filter, capacity: capacity, bus: self)
      state.subscribers[state.next] = subscription
      return subscription
    }
    count.add(1, ordering: .relaxed)
    return subscription
  }

  func remove(_ number: UInt64) {
    let wasThere = state.withLock { $0.subscribers.removeValue(forKey: number) != nil }
    if wasThere { count.subtract(1, ordering: .relaxed) }
  }

  package func publish(_ events: [RunEvent]) {
    guard isHeard, !events.isEmpty else { return }
    let subscribers = state.withLock { Array($0.subscribers.values) }
    for subscriber in subscribers { subscriber.take(events) }
  }

  /// Ends all subscriptions: there will be no more events.
  package func close() {
    let subscribers = state.withLock { Array($0.subscribers.values) }
    for subscriber in subscribers { subscriber.cancel() }
  }
}
