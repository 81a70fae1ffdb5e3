internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// A process of a worker, with what the host holds of it.
final class LaunchedWorker: Sendable {
  let process: pid_t
  /// Becomes readable when the process ends.
  let processDescriptor: Int32
  /// The host's end of the control socket.
  let control: Int32
  /// What the worker tells the loop by.
  let event: Int32
  private let ending = Mutex<String?>(nil)

  init(process: pid_t, processDescriptor: Int32, control: Int32, event: Int32) {
    self.process = process
    self.processDescriptor = processDescriptor
    self.control = control
    self.event = event
  }

  deinit {
    kill()
    _ = reap()
    close(processDescriptor)
    close(control)
    close(event)
  }

  /// Ends it at once; a process that has ended already is left alone, whoever has its number now.
  func kill() { _ = platform_signal(processDescriptor, SIGKILL) }

  /// How it ended, in words. Waits for the end of a process that was killed.
  func reap() -> String {
    ending.withLock { ending in
      if let ending { return ending }
      var info = siginfo_t()
      while waitid(P_PIDFD, id_t(processDescriptor), &info, Int32(WEXITED)) < 0, platform_errno() == EINTR {}
      let words = "ended"
      ending = words
      return words
    }
  }
}
