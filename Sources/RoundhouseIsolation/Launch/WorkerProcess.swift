internal import CPlatform
internal import CSandbox
internal import Glibc
package import RoundhouseModel
internal import Synchronization

/// A process that the host started. Whoever lets go of it ends it, with all that it started.
package final class WorkerProcess: Sendable {
  /// Its number; of another process once this one was reaped.
  package let id: Int32
  /// Becomes readable when the process ends; owned here.
  package let pidfd: Int32
  /// Whether it is the first process of a namespace of its own.
  package let ownsProcesses: Bool
  /// What of the launch was not to be had.
  package let gaps: [SandboxGap]

  private let end = Mutex<ProcessEnding?>(nil)

  init(_ id: Int32, _ pidfd: Int32, ownsProcesses: Bool, gaps: [SandboxGap]) {
    self.id = id
    self.pidfd = pidfd
    self.ownsProcesses = ownsProcesses
    self.gaps = gaps
  }

  deinit {
    kill()
    // It cannot refuse to end, but the kernel may take its time: what a file system holds is not waited for.
    _ = reap(until: platform_now() + .seconds(5))
    close(pidfd)
  }

  /// How it ended; nil while it runs, or has not been reaped.
  package var ending: ProcessEnding? { end.withLock { $0 } }

  /// Ends it and all that it started: its namespace or, without one, its process group. Processes that left the group
  /// are the control group's matter; the system call filter lets none leave it.
  package func kill() {
    end.withLock { end in
      guard end == nil else { return }
      // While it has not been reaped, its number is no other group's.
      if !ownsProcesses { killpg(id, SIGKILL) }
      _ = sandbox_signal(pidfd, SIGKILL)
    }
  }

  /// Sends a signal to the process alone, if it has not been reaped.
  package func signal(_ number: Int32) { _ = sandbox_signal(pidfd, number) }

  /// Waits for its end, at longest until a deadline, and takes it. What it left behind in its group is ended first.
  /// - Returns: nil if it still runs.
  package func reap(until deadline: Nanoseconds) -> ProcessEnding? {
    guard ending == nil else { return ending }
    guard PidfdWait.ends(pidfd, until: deadline) else { return nil }
    return end.withLock { end in
      if end == nil {
        if !ownsProcesses { killpg(id, SIGKILL) }
        end = take()
      }
      return end
    }
  }

  private func take() -> ProcessEnding? {
    var taken = sandbox_ending()
    switch sandbox_reap(pidfd, &taken) {
    case 0 where taken.kind == 0: return .exited(status: taken.number)
    case 0: return .signalled(number: taken.number, dumped: taken.kind == 2)
    case -1: return nil
    default: return .unknown
    }
  }
}
