import CPlatform
import Glibc
import RoundhouseModel
import Synchronization

@testable import RoundhouseHost

/// Waits until something is so; half a minute at most, because the machine may be busy with other things.
func eventually(within limit: Nanoseconds = .seconds(30), _ condition: () -> Bool) -> Bool {
  let end = platform_now() + limit
  while !condition() {
    guard platform_now() < end else { return condition() }
    usleep(2_000)
  }
  return true
}

/// Runs a body on so many threads at once and waits for all.
/// - Returns: what they counted together.
func counted(threads: Int, _ body: @escaping @Sendable (_ count: borrowing Atomic<Int>) -> Void) -> Int {
  let crew = Crew(threads) { crew in body(crew.count) }
  crew.wait()
  return crew.count.load(ordering: .acquiring)
}

/// Threads that do the same thing at the same time.
final class Crew: Sendable {
  let count = Atomic<Int>(0)
  private let left: Atomic<Int>
  private let stopped = Atomic<Bool>(false)

  init(_ threads: Int, _ body: @escaping @Sendable (Crew) -> Void) {
    left = Atomic(threads)
    for _ in 0..<threads {
      let hasThread = OwnThread.start("rh-test") { [self] in
        body(self)
        left.subtract(1, ordering: .acquiringAndReleasing)
      }
      precondition(hasThread, "the system gives no threads to the tests")
    }
  }

  /// For bodies that go on until they are told.
  var isStopped: Bool { stopped.load(ordering: .acquiring) }
  func stop() { stopped.store(true, ordering: .releasing) }

  /// Waits until all have come back.
  func wait(within limit: Nanoseconds = .seconds(300)) {
    precondition(eventually(within: limit) { left.load(ordering: .acquiring) == 0 }, "a test's thread hangs")
  }
}
