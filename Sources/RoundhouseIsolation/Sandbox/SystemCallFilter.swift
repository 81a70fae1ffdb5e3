internal import CPlatform
internal import CSandbox
internal import RoundhouseModel

/// A list of allowed system calls on its way into the kernel. Freed with its owner.
struct SystemCallFilter: ~Copyable {
  private let filter: UnsafeMutableRawPointer

  deinit { sandbox_filter_free(filter) }

  private init(_ filter: UnsafeMutableRawPointer) { self.filter = filter }

  static func enter(_ plan: SandboxPlan, _ support: SandboxSupport) throws(RoundhouseError) -> [SandboxGap] {
    guard support.hasSystemCallFilters else {
      return [
        SandboxGap(
          .systemCalls, "the kernel has no filters for system calls",
          effect: "the agent may make every system call: sockets, processes and signals to its user's processes too")
      ]
    }
    let rules = SystemCallRules(
      plan: plan, process: getpid(), keepsSignals: support.landlockVersion >= 6, ownsUser: plan.user == getuid())
    guard let made = sandbox_filter_new() else { throw error(ENOMEM, "seccomp_init", plan) }
    let filter = SystemCallFilter(made)
    for rule in rules.all { try Sandbox.hold("seccomp_rule_add \(rule.name)", filter.allow(rule), plan) }
    try Sandbox.hold("seccomp_load", sandbox_filter_load(filter.filter), plan)
    return []
  }

  private borrowing func allow(_ rule: SystemCallRule) -> Int32 {
    let conditions = rule.conditions.map {
      sandbox_condition(argument: $0.argument, reserved: 0, mask: $0.mask, value: $0.value)
    }
    return sandbox_filter_allow(filter, rule.name, conditions, UInt32(conditions.count))
  }

  private static func error(_ number: Int32, _ step: String, _ plan: SandboxPlan) -> RoundhouseError {
    RoundhouseError(
      .permissionDenied, "the sandbox of \(plan.agent) could not be entered: \(step)",
      cause: SystemText.of(number), agent: plan.agent)
  }
}
