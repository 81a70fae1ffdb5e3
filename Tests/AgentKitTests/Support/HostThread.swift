import Foundation

/// The host's own thread: runs what it is given, one after the other, until it is closed.
final class HostThread: Sendable {
  // NSLock rather than Mutex: Thread Sanitizer sees its order.
  nonisolated(unsafe) private var jobs: [(@Sendable () -> Void)?] = []
  private let lock = NSLock()
  private let changes = DispatchSemaphore(value: 0)

  init() {
    Thread.detachNewThread { [self] in
      while let job = next() { job() }
    }
  }

  func run(_ job: @escaping @Sendable () -> Void) {
    lock.withLock { jobs.append(job) }
    changes.signal()
  }

  /// Ends the thread once it has run what it was given.
  func close() {
    lock.withLock { jobs.append(nil) }
    changes.signal()
  }

  private func next() -> (@Sendable () -> Void)? {
    changes.wait()
    return lock.withLock { jobs.removeFirst() }
  }
}
