import Foundation
import Synchronization

/// The host's own thread: runs what it is given, one after the other, until it is closed.
final class HostThread: Sendable {
  private let jobs = Mutex<[(@Sendable () -> Void)?]>([])
  private let changes = DispatchSemaphore(value: 0)

  init() {
    Thread.detachNewThread { [self] in
      while let job = next() { job() }
    }
  }

  func run(_ job: @escaping @Sendable () -> Void) {
    jobs.withLock { $0.append(job) }
    changes.signal()
  }

  /// Ends the thread once it has run what it was given.
  func close() {
    jobs.withLock { $0.append(nil) }
    changes.signal()
  }

  private func next() -> (@Sendable () -> Void)? {
    changes.wait()
    return jobs.withLock { $0.removeFirst() }
  }
}
