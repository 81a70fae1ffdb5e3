import CPlatform
import Glibc
import RoundhouseModel
import Synchronization

/// A thread beside the test's own.
final class OtherThread: Sendable {
  private let isOver = Atomic<Bool>(false)

  init(_ body: @escaping @Sendable () -> Void) {
    let hasThread = OwnThread.start("rh-test") { [self] in
      body()
      isOver.store(true, ordering: .releasing)
    }
    precondition(hasThread, "the system gives no threads to the tests")
  }

  func join() {
    let deadline = platform_now() + .seconds(30)
    while !isOver.load(ordering: .acquiring) {
      precondition(platform_now() < deadline, "a test's thread hangs")
      sched_yield()
    }
  }
}
