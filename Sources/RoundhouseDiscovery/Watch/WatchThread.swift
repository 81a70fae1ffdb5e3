internal import CPlatform
internal import Glibc
internal import RoundhouseModel
internal import Synchronization

/// A thread of the watcher's own, joined once.
final class WatchThread: Sendable {
  private let thread: pthread_t
  private let isJoined = Atomic(false)

  /// Starts it; signals go to other threads.
  init(_ run: @escaping @Sendable () -> Void) throws(RoundhouseError) {
    let body = Unmanaged.passRetained(Body(run))
    var thread = pthread_t()
    // The new thread takes the body over and frees it at its end.
    let code = pthread_create(
      &thread, nil,
      { body in
        WatchThread.leaveSignals()
        platform_name_thread("rh-watch")
        Unmanaged<Body>.fromOpaque(body!).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    if code != 0 {
      body.release()
      throw RoundhouseError(
        .internal, "the folder watcher could not start its thread", remedy: "raise the limit of processes (ulimit -u)",
        cause: SystemError(code: code).description)
    }
    self.thread = thread
  }

  /// Waits for its end; called from the thread itself it only lets go of it.
  func join() {
    guard !isJoined.exchange(true, ordering: .acquiringAndReleasing) else { return }
    if pthread_equal(pthread_self(), thread) != 0 { pthread_detach(thread) } else { pthread_join(thread, nil) }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Blocks all signals but those that a fault of this thread raises.
  private static func leaveSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&signals, fault) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
