internal import CPlatform
package import RoundhouseModel
internal import Synchronization

/// One answer that one blocked thread waits for.
package final class Promise<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, RoundhouseError>?>(nil)
  private let word = Atomic<UInt32>(0)

  package init() {}

  /// Gives the answer; the first one counts.
  package func fulfil(_ value: Result<Value, RoundhouseError>) {
    result.withLock { if $0 == nil { $0 = value } }
    word.store(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, .max) }
  }

  /// Blocks this thread for the answer.
  /// - Parameter deadline: absolute; after it the answer is `deadline_exceeded`, whatever comes later.
  package func wait(until deadline: Nanoseconds) -> Result<Value, RoundhouseError> {
    while word.load(ordering: .acquiring) == 0 {
      let error = withUnsafePointer(to: word) { platform_futex_wait($0, 0, deadline) }
      if error == ETIMEDOUT { break }
    }
    let late = RoundhouseError(
      .deadlineExceeded, "the deadline passed while waiting for the host",
      remedy: "give the call a longer timeout", hasStarted: true)
    return result.withLock { $0 ?? .failure(late) }
  }
}
