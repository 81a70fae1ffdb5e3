/// What one version of Landlock can refuse, and what is lost against the newest that a sandbox makes use of.
struct LandlockScope: Sendable, Equatable {
  let files: LandlockRights
  /// Binding (1) and connecting (2) TCP.
  let ports: UInt64
  /// Abstract Unix sockets (1) and signals (2) of processes outside.
  let scopes: UInt64
  let gaps: [SandboxGap]

  static let connectPort: UInt64 = 2

  /// - Parameter version: the kernel's, at least 1.
  init(version: Int, plan: SandboxPlan) {
    files = .known(to: version)
    ports = version >= 4 ? 3 : 0
    scopes = version >= 6 ? 3 : 0
    var gaps: [SandboxGap] = []
    func lack(_ needed: Int, _ effect: String) {
      guard version < needed else { return }
      gaps.append(SandboxGap(.landlock, "version \(version), \(needed) is needed", effect: effect))
    }
    lack(3, "files that the worker's user may write can be cut short")
    if !plan.connect.isEmpty { lack(4, "any TCP port can be connected to") }
    lack(5, "devices that are granted take any ioctl that the system call filter lets pass")
    lack(6, "abstract Unix sockets and signals are kept in by the system call filter alone")
    self.gaps = gaps
  }
}
