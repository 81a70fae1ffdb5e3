import Dispatch
import Foundation

/// Threads of a test's own, beside those that the tests run on.
enum OwnThread {
  static func start(_ body: @escaping @Sendable () -> Void) -> Ended {
    let ended = Ended()
    let thread = Thread {
      body()
      ended.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    return ended
  }
}

/// Waits for a thread's end.
final class Ended: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  func signal() { semaphore.signal() }
  func wait() { semaphore.wait() }
}
