internal import CPlatform
internal import Glibc
package import RoundhouseModel

/// A folder of control groups (version 2) that was delegated to the host, below which each worker gets a group.
package struct ControlGroupFolder: Sendable, Equatable {
  package let path: String
  /// Those that groups below can have: `cpu`, `memory`, `pids`, as far as they are there.
  package let controllers: Set<String>

  static let wanted = ["cpu", "memory", "pids"]

  /// Switches the controllers on for groups below. The host itself moves into the group `host` there if it stands in
  /// the folder, since a group that has groups with controllers below it may hold no processes: only for a folder that
  /// the operator named, or that was delegated.
  /// - Throws: `permissionDenied` if the folder is none of control groups, or was not delegated.
  package init(_ path: String) throws(RoundhouseError) {
    self.path = path
    guard let text = ControlFile.read(path + "/cgroup.controllers") else {
      throw Self.error(path, "is no folder of control groups (version 2)")
    }
    let there = Set(text.split(whereSeparator: \.isWhitespace).map(String.init)).intersection(Self.wanted)
    controllers = there
    guard !there.isEmpty else { return }
    let order = Self.wanted.filter(there.contains).map { "+\($0)" }.joined(separator: " ")
    var error = ControlFile.write(order, to: path + "/cgroup.subtree_control")
    if error == EBUSY, Self.moveHost(path) {
      error = ControlFile.write(order, to: path + "/cgroup.subtree_control")
    }
    guard error == 0 else { throw Self.error(path, "was not delegated: " + SystemText.of(error)) }
  }

  /// The folder in which the host stands by itself, such as that of its systemd unit; nil without version 2.
  package static var ofThisProcess: String? {
    guard let mounts = ControlFile.read("/proc/self/mounts"), let groups = ControlFile.read("/proc/self/cgroup"),
      let group = groups.split(separator: "\n").first(where: { $0.hasPrefix("0::/") })?.dropFirst(3)
    else { return nil }
    let fields = mounts.split(separator: "\n").map { $0.split(separator: " ") }
    guard let mount = fields.first(where: { $0.count > 2 && $0[2] == "cgroup2" })?[1] else { return nil }
    return group == "/" ? String(mount) : String(mount + group)
  }

  /// What a plan asks for that no controller here keeps.
  package func gaps(of plan: SandboxPlan) -> [SandboxGap] { Self.gaps(of: plan, controllers) }

  /// The same where there is no folder at all.
  package static func gapsWithout(_ plan: SandboxPlan) -> [SandboxGap] { gaps(of: plan, []) }

  private static func gaps(of plan: SandboxPlan, _ controllers: Set<String>) -> [SandboxGap] {
    var gaps: [SandboxGap] = []
    func lack(_ controller: String, _ isWanted: Bool, _ effect: String) {
      guard isWanted, !controllers.contains(controller) else { return }
      gaps.append(SandboxGap(.controlGroup, "no controller '\(controller)' here", effect: effect))
    }
    lack("memory", plan.memory > 0, "memory is looked at now and then, and not kept in at every moment")
    lack("cpu", plan.cpu > 0, "the share of processors is looked at now and then, and not kept")
    lack("pids", plan.mayStartProcesses, "processes are counted for the worker's user only")
    return gaps
  }

  private static func moveHost(_ path: String) -> Bool {
    guard mkdir(path + "/host", 0o755) == 0 || errno == EEXIST else { return false }
    return ControlFile.write("\(getpid())", to: path + "/host/cgroup.procs") == 0
  }

  private static func error(_ path: String, _ what: String) -> RoundhouseError {
    RoundhouseError(
      .permissionDenied, "\(path) \(what)",
      remedy: "delegate a folder to the host, with Delegate=yes in its systemd unit, or name none", path: path)
  }
}
