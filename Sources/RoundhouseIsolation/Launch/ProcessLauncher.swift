internal import CSandbox
internal import Glibc
package import RoundhouseModel

/// Starts programs that end with the thread that started them.
///
/// The kernel binds that end to the *thread*, not to the process: whoever starts a worker must be a thread that lives as
/// long as the host does, never one of a pool. The call returns when the program runs (about half a millisecond) and
/// stands still until then.
package enum ProcessLauncher {
  /// - Returns: the process; with gaps where it has no processes of its own though it should.
  /// - Throws: `internal`, with what could not be done: no more processes, no such program.
  package static func start(_ order: LaunchOrder) throws(RoundhouseError) -> WorkerProcess {
    guard order.wantsOwnProcesses else { return try start(order, 0, []) }
    let namespaces = geteuid() == 0 ? SANDBOX_NEW_PROCESSES : SANDBOX_NEW_PROCESSES | SANDBOX_NEW_USERS
    let probe = sandbox_try_namespaces(Int32(namespaces))
    if probe == 0 { return try start(order, Int32(namespaces), []) }
    let gap = SandboxGap(
      .namespaces, "processes: " + SystemText.of(probe),
      effect: "the agent's processes are ended by their group, and see those of others")
    return try start(order, 0, [gap])
  }

  private static func start(
    _ order: LaunchOrder, _ namespaces: Int32, _ gaps: [SandboxGap]
  ) throws(RoundhouseError) -> WorkerProcess {
    var pidfd: Int32 = -1
    var step: Int32 = 0
    let process = order.withLaunch(namespaces) { sandbox_start(&$0, &pidfd, &step) }
    guard process > 0 else { throw error(order, -process, step) }
    return WorkerProcess(process, pidfd, ownsProcesses: namespaces != 0, gaps: gaps)
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
