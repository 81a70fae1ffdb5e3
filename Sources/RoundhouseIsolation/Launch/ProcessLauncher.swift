internal import CSandbox
internal import Glibc
package import RoundhouseModel

/// Starts programs that end with the thread that started them.
///
/// The kernel binds that end to the *thread*, not to the process: whoever starts a worker must be a thread that lives as
/// long as the host does, never one of a pool. The call returns when the program runs (some 60 µs, however large the host is) and
/// stands still until then.
package enum ProcessLauncher {
  /// - Returns: the process; with gaps where it has no processes of its own though it should.
  /// - Throws: `internal`, with what could not be done: no more processes, no such program.
  package static func start(_ order: LaunchOrder) throws(RoundhouseError) -> WorkerProcess {
    guard order.wantsOwnProcesses else { return try started(order, attempt(order, 0)) }
    let namespaces = geteuid() == 0 ? SANDBOX_NEW_PROCESSES : SANDBOX_NEW_PROCESSES | SANDBOX_NEW_USERS
    let first = attempt(order, Int32(namespaces))
    // Some systems refuse the namespace, some the mapping of the user in it.
    guard first.process < 0, first.step == SANDBOX_STEP_CLONE || first.step == SANDBOX_STEP_MAP else {
      return try started(order, first)
    }
    let gap = SandboxGap(
      .namespaces, "processes: " + SystemText.of(-first.process),
      effect: "the agent's processes are ended by their group, and see those of others")
    return try started(order, attempt(order, 0), [gap])
  }

  private typealias Attempt = (process: Int32, pidfd: Int32, step: Int32, namespaces: Int32)

  private static func attempt(_ order: LaunchOrder, _ namespaces: Int32) -> Attempt {
    var pidfd: Int32 = -1
    var step: Int32 = 0
    let process = order.withLaunch(namespaces) { sandbox_start(&$0, &pidfd, &step) }
    return (process, pidfd, step, namespaces)
  }

  private static func started(
    _ order: LaunchOrder, _ attempt: Attempt, _ gaps: [SandboxGap] = []
  ) throws(RoundhouseError) -> WorkerProcess {
    guard attempt.process > 0 else { throw error(order, -attempt.process, attempt.step) }
    return WorkerProcess(attempt.process, attempt.pidfd, ownsProcesses: attempt.namespaces != 0, gaps: gaps)
  }

  private static func error(_ order: LaunchOrder, _ number: Int32, _ step: Int32) -> RoundhouseError {
    let steps = [
      "no process can be made", "its user cannot be mapped", "it has lost its parent",
      "its descriptors cannot be placed", "it cannot be executed",
    ]
    let isAboutFile = step == SANDBOX_STEP_EXECUTE
    return RoundhouseError(
      .internal, "\(order.program) cannot be started: \(steps[Int(step)])",
      remedy: isAboutFile
        ? "install roundhouse-worker beside roundhouse"
        : "raise the limits of processes and open files (ulimit -u, -n)",
      cause: SystemText.of(number), path: order.program)
  }
}
