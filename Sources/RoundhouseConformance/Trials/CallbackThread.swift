internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The host-owned thread on which a directly asked agent gets its call-backs, one after another.
final class CallbackThread: Sendable {
  private let waiting = Mutex<[@Sendable () -> Void]>([])
  private let word = Atomic<UInt32>(0)
  /// More than this is never waiting: each call of the agent asks for one.
  private static let limit = 1 << 16

  init() {
    guard OwnThread.start("rh-callbacks", { [self] in work() }) else { fatalError("the system gives no thread") }
  }

  /// - Returns: false if too many are waiting.
  func submit(_ body: @escaping @Sendable () -> Void) -> Bool {
    let hasRoom = waiting.withLock { waiting in
      guard waiting.count < Self.limit else { return false }
      waiting.append(body)
      return true
    }
    word.add(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
    return hasRoom
  }

  /// For as long as the process lives, which is one test.
  private func work() {
    while true {
      let seen = word.load(ordering: .acquiring)
      let bodies = waiting.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      for body in bodies { body() }
      if bodies.isEmpty { withUnsafePointer(to: word) { _ = platform_futex_wait($0, seen, 0) } }
    }
  }
}
