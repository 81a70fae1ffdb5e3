internal import CPlatform
internal import RoundhouseModel

/// A worker's process, with what the host holds of it. Whoever lets go of it ends it.
final class LaunchedWorker: Sendable {
  let process: WorkerProcess
  /// The host's end of the control socket.
  let control: Int32
  /// What the worker tells the loop by.
  let event: Int32
  /// What the process prints.
  let output: Int32
  /// Its user, if the host is root.
  let user: UInt32?
  private let users: WorkerUsers

  init(_ process: WorkerProcess, control: Int32, event: Int32, output: Int32, user: UInt32?, of users: WorkerUsers) {
    self.process = process
    self.control = control
    self.event = event
    self.output = output
    self.user = user
    self.users = users
  }

  /// Whether the process has ended, reaped or not.
  var hasEnded: Bool { PidfdWait.ends(process.pidfd, until: 0) }

  deinit {
    process.kill()
    // Nobody else may have the user while the process lives; one that the kernel does not let go keeps it.
    let isGone = process.reap(until: platform_now() &+ .seconds(5)) != nil
    if isGone, let user { users.giveBack(user) }
    close(control)
    close(event)
    close(output)
  }
}
