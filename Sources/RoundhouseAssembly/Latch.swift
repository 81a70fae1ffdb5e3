internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// Lets a thread wait until so many others have arrived.
final class Latch: Sendable {
  /// Freed in deinit. The kernel compares the word itself, so it must never move.
  private nonisolated(unsafe) let missing: UnsafeMutablePointer<Atomic<UInt32>>

  init(count: Int) {
    missing = .allocate(capacity: 1)
    missing.initialize(to: Atomic(UInt32(count)))
  }

  deinit {
    missing.deinitialize(count: 1)
    missing.deallocate()
  }

  func arrive() {
    missing.pointee.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    platform_futex_wake(missing, .max)
  }

  /// - Parameter deadline: monotonic; 0: none.
  /// - Returns: false if the deadline came first.
  @discardableResult
  func wait(until deadline: Nanoseconds = 0) -> Bool {
    while true {
      let count = missing.pointee.load(ordering: .acquiring)
      if count == 0 { return true }
      if platform_futex_wait(missing, count, deadline) == ETIMEDOUT { return false }
    }
  }
}
