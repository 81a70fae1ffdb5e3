package import RoundhouseModel
internal import Synchronization

/// A log that tests can read. The oldest lines go when there are too many.
package final class MemoryLog: Logging {
  package struct Entry: Sendable, Equatable {
    package var level: LogLevel
    package var message: String
    package var fields: LogFields
  }

  private struct State {
    var entries: [Entry] = []
    var forgotten = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  package init(capacity: Int = 10_000) { self.capacity = capacity }

  package func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {
    state.withLock { state in
      state.entries.append(Entry(level: level, message: message, fields: fields))
      // Half at a time, so that a full log does not move all its lines for each new one.
      guard state.entries.count > capacity else { return }
      let surplus = max(state.entries.count - capacity, capacity / 2)
      state.entries.removeFirst(surplus)
      state.forgotten += surplus
    }
  }

  /// The newest lines, oldest first; between half the capacity and all of it, once it was full.
  package var entries: [Entry] { state.withLock { $0.entries } }
  /// How many older ones are gone.
  package var forgotten: Int { state.withLock { $0.forgotten } }
  package var messages: [String] { entries.map(\.message) }

  /// Whether a line of that level or above contains the text.
  package func contains(_ text: String, atLeast level: LogLevel = .debug) -> Bool {
    entries.contains { $0.level >= level && $0.message.contains(text) }
  }

  package func clear() { state.withLock { $0 = State() } }
}
