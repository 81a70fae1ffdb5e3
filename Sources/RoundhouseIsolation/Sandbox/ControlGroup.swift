internal import CPlatform
internal import Glibc
package import RoundhouseModel

/// One worker's control group: bounds that hold for all of its processes together. Removed with its owner if it is
/// empty by then.
package struct ControlGroup: ~Copyable, Sendable {
  package let path: String
  private let controllers: Set<String>

  /// The time in which a share of processors is counted, in microseconds.
  private static let period: UInt64 = 100_000

  deinit { rmdir(path) }

  /// - Parameter name: of this worker alone; a file's name.
  /// - Throws: `permissionDenied` if the group cannot be made, or takes none of its bounds.
  package init(_ name: String, in folder: ControlGroupFolder, for plan: SandboxPlan) throws(RoundhouseError) {
    path = folder.path + "/" + name
    controllers = folder.controllers
    // One that a host left which was killed is as good as new.
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw error("make", errno) }
    try bound(plan)
  }

  private borrowing func bound(_ plan: SandboxPlan) throws(RoundhouseError) {
    if plan.memory > 0 {
      try set("memory", "memory.max", "\(plan.memory)")
      // Without this, what does not fit would only move to the disk. A kernel without swap has no such file.
      if controllers.contains("memory") { _ = ControlFile.write("0", to: path + "/memory.swap.max") }
    }
    if plan.cpu > 0 {
      let share = max(1_000, UInt64(plan.cpu * Double(Self.period)))
      try set("cpu", "cpu.max", "\(share) \(Self.period)")
    }
    try set("pids", "pids.max", "\(plan.processes + plan.threads)")
  }

  /// Puts a process in, before it does anything of the agent's.
  package borrowing func add(_ process: Int32) throws(RoundhouseError) {
    let failure = ControlFile.write("\(process)", to: path + "/cgroup.procs")
    guard failure == 0 else { throw error("put process \(process) into", failure) }
  }

  /// Ends every process in it. False where the kernel cannot do that at once (before 5.14).
  package borrowing func kill() -> Bool { ControlFile.write("1", to: path + "/cgroup.kill") == 0 }

  /// How often memory ran into its bound; nil without that controller.
  package borrowing func memoryEvents() -> MemoryEvents? {
    ControlFile.read(path + "/memory.events").map(MemoryEvents.init)
  }

  /// Whether a process is left in it.
  package borrowing func isEmpty() -> Bool {
    ControlFile.read(path + "/cgroup.procs").map { $0.allSatisfy(\.isWhitespace) } ?? true
  }

  private borrowing func set(_ controller: String, _ file: String, _ value: String) throws(RoundhouseError) {
    guard controllers.contains(controller) else { return }
    let failure = ControlFile.write(value, to: path + "/" + file)
    guard failure == 0 else { throw error("write \(file) of", failure) }
  }

  private borrowing func error(_ verb: String, _ number: Int32) -> RoundhouseError {
    RoundhouseError(
      .permissionDenied, "cannot \(verb) the control group \(path)",
      remedy: "delegate its folder to the host's user (Delegate=yes in a systemd unit)",
      cause: SystemText.of(number), path: path)
  }
}
