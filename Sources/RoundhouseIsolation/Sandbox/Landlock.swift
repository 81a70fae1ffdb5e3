internal import CPlatform
internal import CSandbox
internal import Glibc
internal import RoundhouseModel

/// Rules over files and ports, from a plan.
struct Landlock: ~Copyable {
  private let ruleset: Int32
  private let scope: LandlockScope
  private var gaps: [SandboxGap]

  deinit { close(ruleset) }

  /// - Parameter version: as which the kernel's Landlock is used; 0 for none.
  static func enter(_ plan: SandboxPlan, version: Int) throws(RoundhouseError) -> [SandboxGap] {
    guard version > 0 else {
      return [
        SandboxGap(
          .landlock, "the kernel has no Landlock, or it is not switched on",
          effect: "all files that the worker's user may reach are open to the agent"
            + (plan.connect.isEmpty ? "" : ", and all TCP ports"))
      ]
    }
    var landlock = try Landlock(LandlockScope(version: version, plan: plan), plan)
    landlock.allowSystem(plan)
    for grant in plan.read { landlock.allow(grant, .reading, R_OK) }
    for grant in plan.write { landlock.allow(grant, .writing, W_OK) }
    for grant in plan.execute { landlock.allow(grant, [.execute, .readFile, .readFolder], X_OK) }
    try landlock.allowPorts(plan)
    try Sandbox.hold("landlock_restrict_self", sandbox_landlock_restrict(landlock.ruleset), plan)
    return landlock.gaps
  }

  private init(_ scope: LandlockScope, _ plan: SandboxPlan) throws(RoundhouseError) {
    self.scope = scope
    gaps = scope.gaps
    ruleset = sandbox_landlock_ruleset(scope.files.rawValue, scope.ports, scope.scopes)
    if ruleset < 0 { try Sandbox.hold("landlock_create_ruleset", platform_errno(), plan) }
  }

  /// What of this is not there is not missed.
  private mutating func allowSystem(_ plan: SandboxPlan) {
    let readable = SystemPaths.readable + plan.libraries + (plan.connect.isEmpty ? [] : SystemPaths.network)
    for path in readable { _ = allow(SandboxGrant(path), .reading) }
    for path in SystemPaths.writable { _ = allow(SandboxGrant(path), [.readFile, .writeFile, .truncate]) }
    guard !plan.execute.isEmpty else { return }
    for path in SystemPaths.interpreters { _ = allow(SandboxGrant(path), [.execute, .readFile]) }
  }

  /// What the agent was promised and cannot have is told.
  private mutating func allow(_ grant: SandboxGrant, _ rights: LandlockRights, _ mode: Int32) {
    let error = allow(grant, rights, checking: mode)
    guard error != 0 else { return }
    gaps.append(
      SandboxGap(
        .grant, "\(grant.description): " + SystemText.of(error),
        effect: "it stays out of reach for user \(getuid())"))
  }

  private func allow(_ grant: SandboxGrant, _ rights: LandlockRights, checking mode: Int32 = F_OK) -> Int32 {
    let file = Self.open(grant)
    guard file >= 0 else { return platform_errno() }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return platform_errno() }
    var rights = rights
    if mode != F_OK, status.st_mode & S_IFMT == S_IFCHR || grant.path.hasPrefix("/dev/") {
      rights.insert(.controlDevice)
    }
    if status.st_mode & S_IFMT != S_IFDIR { rights.formIntersection(.ofFiles) }
    let error = sandbox_landlock_allow_path(ruleset, file, rights.intersection(scope.files).rawValue)
    guard error == 0, mode != F_OK else { return error }
    // The rule stands, but the file's own mode counts too.
    return faccessat(AT_FDCWD, "/proc/self/fd/\(file)", mode, 0) == 0 ? 0 : platform_errno()
  }

  private static func open(_ grant: SandboxGrant) -> Int32 {
    guard !grant.folder.isEmpty else { return platform_open(grant.path, O_PATH, 0) }
    let folder = platform_open(grant.folder, O_PATH | O_DIRECTORY, 0)
    guard folder >= 0 else { return -1 }
    defer { close(folder) }
    return platform_open_beneath(folder, grant.path, O_PATH | O_CLOEXEC)
  }

  private borrowing func allowPorts(_ plan: SandboxPlan) throws(RoundhouseError) {
    guard scope.ports != 0 else { return }
    for port in plan.connect {
      try Sandbox.hold(
        "landlock_add_rule", sandbox_landlock_allow_port(ruleset, port, LandlockScope.connectPort), plan)
    }
  }
}
