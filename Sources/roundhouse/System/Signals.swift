internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// The signals that end a host or make it look again, taken by one thread instead of a handler.
struct Signals {
  enum Request { case stop, reload }

  private let set: sigset_t

  /// Keeps the signals from all threads that are started after this, and makes writing to a closed pipe an error.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    signal(SIGPIPE, SIG_IGN)
    self.set = set
  }

  /// Blocks until one comes.
  func next() -> Request {
    var number: Int32 = 0
    var set = set
    while sigwait(&set, &number) != 0 {}
    return number == SIGHUP ? .reload : .stop
  }

  /// From now on the next one ends the process at once, whatever other threads are doing.
  func exitAtNext() {
    let started = OwnThread.start("rh-signals") {
      while next() != .stop {}
      _exit(130)
    }
    guard !started else { return }
    // Without a thread the system's own way will do.
    var set = set
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
