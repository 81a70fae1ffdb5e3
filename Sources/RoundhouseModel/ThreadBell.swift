internal import CPlatform
internal import Synchronization

/// Wakes one sleeping thread. Read the count, look for work, and sleep only if the count is still the same: a ring
/// between looking and sleeping is never missed.
package final class ThreadBell: Sendable {
  /// Freed in deinit. The kernel compares the word itself, so it must never move.
  private nonisolated(unsafe) let word: UnsafeMutablePointer<Atomic<UInt32>>

  package init() {
    word = .allocate(capacity: 1)
    word.initialize(to: Atomic(0))
  }

  deinit {
    word.deinitialize(count: 1)
    word.deallocate()
  }

  /// How often it rang so far.
  package var count: UInt32 { word.pointee.load(ordering: .acquiring) }

  package func ring() {
    word.pointee.wrappingAdd(1, ordering: .releasing)
    platform_futex_wake(word, 1)
  }

  /// Sleeps while `count` is the given one; may return early, for a signal.
  /// - Parameter time: not longer than until then; 0 for ever.
  package func sleep(at count: UInt32, until time: Nanoseconds = 0) { _ = platform_futex_wait(word, count, time) }
}
