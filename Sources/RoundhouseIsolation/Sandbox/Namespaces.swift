internal import CPlatform
internal import CSandbox

/// Kinds of things of which a process can have its own instead of the system's.
package struct Namespaces: OptionSet, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  // The kernel's own numbers.
  package static let names = Namespaces(rawValue: 0x0400_0000)
  package static let ipc = Namespaces(rawValue: 0x0800_0000)
  package static let users = Namespaces(rawValue: 0x1000_0000)
  package static let processes = Namespaces(rawValue: 0x2000_0000)
  package static let network = Namespaces(rawValue: 0x4000_0000)

  /// All that clone and unshare know, those of mounts and control groups too.
  static let all = Namespaces(rawValue: 0x7E02_0000)

  /// Leaves those of the system where the plan grants nothing that needs them.
  static func enter(_ plan: SandboxPlan) -> (gaps: [SandboxGap], ownsUsers: Bool) {
    guard plan.usesNamespaces else { return ([], false) }
    var wanted: Namespaces = [.names, .ipc]
    if plan.connect.isEmpty { wanted.insert(.network) }
    let user = getuid()
    let group = getgid()
    if geteuid() != 0 { wanted.insert(.users) }
    let error = sandbox_unshare(wanted.rawValue)
    guard error == 0 else { return ([gap(SystemText.of(error), wanted)], false) }
    guard wanted.contains(.users) else { return ([], false) }
    // Without a mapping this user would be nobody here. The files to write belong to it only while it may be traced.
    _ = sandbox_set_dumpable(1)
    let failure = sandbox_map_user(user, group)
    return (failure == 0 ? [] : [gap("mapping the user: " + SystemText.of(failure), .users)], failure == 0)
  }

  private static func gap(_ reason: String, _ wanted: Namespaces) -> SandboxGap {
    let network = wanted.contains(.network) ? "network, " : ""
    return SandboxGap(
      .namespaces, reason,
      effect: "\(network)IPC and names are the host's; only the other parts of the sandbox keep them")
  }
}
