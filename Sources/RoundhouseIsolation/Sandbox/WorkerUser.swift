internal import CPlatform
internal import CSandbox
internal import RoundhouseModel

/// Who the worker is: a user of its own where the host is root, and in any case nobody with capabilities.
enum WorkerUser {
  static func enter(_ plan: SandboxPlan, ownsUsers: Bool) throws(RoundhouseError) -> [SandboxGap] {
    let isRoot = geteuid() == 0
    var gaps: [SandboxGap] = []
    // While the capability for it is still there; with none at all there is nothing to bound.
    let bounding = sandbox_drop_bounding_set()
    if bounding != 0, sandbox_capabilities() != 0 {
      gaps.append(gap("PR_CAPBSET_DROP: " + SystemText.of(bounding), "the bounding set is kept"))
    }
    if isRoot { gaps += become(plan) }
    try Sandbox.hold("capset", sandbox_clear_capabilities(), plan)
    guard sandbox_capabilities() == 0, !isRoot || plan.user == nil || setuid(0) != 0 else {
      throw RoundhouseError(
        .permissionDenied, "the worker of \(plan.agent) keeps rights of root",
        remedy: "run the host as an ordinary user", agent: plan.agent)
    }
    return gaps
  }

  private static func become(_ plan: SandboxPlan) -> [SandboxGap] {
    guard let user = plan.user else {
      return [gap("the plan names no user", "the agent runs as root, without capabilities")]
    }
    let error = sandbox_become(user, user)
    guard error != 0 else { return [] }
    return [gap("user \(user): " + SystemText.of(error), "the agent runs as root, without capabilities")]
  }

  private static func gap(_ reason: String, _ effect: String) -> SandboxGap {
    SandboxGap(.user, reason, effect: effect)
  }
}
