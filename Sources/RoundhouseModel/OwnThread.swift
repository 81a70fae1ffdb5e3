internal import CPlatform
internal import Synchronization

/// A thread of the host's own, outside of Swift's cooperative pool.
package enum OwnThread {
  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void
    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Starts a detached thread.
  /// - Parameter name: at most 15 bytes are shown by the system.
  /// - Returns: false if the system gave none.
  package static func start(_ name: String, stack: Int = 1 << 20, _ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, stack)
    defer { pthread_attr_destroy(&attributes) }
    // Given to the thread, which takes it over; taken back here if there is no thread.
    let start = Unmanaged.passRetained(Start(name, body))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        platform_name_thread(start.name)
        let crashStack = platform_give_crash_stack()
        start.body()
        platform_take_crash_stack(crashStack)
        return nil
      }, start.toOpaque())
    if error != 0 { start.release() }
    return error == 0
  }

  /// Runs something that may never come back on a thread of its own, which stays with it then.
  /// - Returns: whether it came back by the deadline.
  package static func run(_ name: String, until deadline: Nanoseconds, _ body: @escaping @Sendable () -> Void) -> Bool {
    let done = Done()
    let hasThread = start(name) {
      body()
      done.word.store(1, ordering: .releasing)
      withUnsafePointer(to: done.word) { platform_futex_wake($0, 1) }
    }
    guard hasThread else {
      body()
      return true
    }
    while done.word.load(ordering: .acquiring) == 0 {
      let error = withUnsafePointer(to: done.word) { platform_futex_wait($0, 0, deadline) }
      if error == ETIMEDOUT { return done.word.load(ordering: .acquiring) != 0 }
    }
    return true
  }

  private final class Done: Sendable {
    let word = Atomic<UInt32>(0)
  }
}
