internal import CPlatform
internal import CSandbox
package import RoundhouseModel

/// Shuts the calling process in, for ever.
package enum Sandbox {
  /// Carries out a plan. To be called by the process' only thread, before anything of the agent is mapped.
  ///
  /// Each step takes away what only the steps before it needed. Afterwards `/proc/self/fd/N` of sealed memory can be
  /// mapped still, with libraries from the plan's folders.
  /// - Parameter support: what the kernel offers; less makes it act as on an older one.
  /// - Returns: what of the plan is not enforced here, or not reachable.
  /// - Throws: `permissionDenied` if that must not be (``SandboxPlan/isStrict``), or if a step failed midway: then
  ///   the process is of no use.
  package static func enter(
    _ plan: SandboxPlan, support: SandboxSupport = .current
  ) throws(RoundhouseError) -> [SandboxGap] {
    try requireOnlyThread(plan)
    var gaps = ResourceLimits.enter(plan)
    let namespaces = Namespaces.enter(plan)
    gaps += namespaces.gaps
    gaps += try WorkerUser.enter(plan, ownsUsers: namespaces.ownsUsers)
    gaps += ResourceLimits.enterProcesses(plan, ownsUsers: namespaces.ownsUsers)
    try hold("PR_SET_DUMPABLE", sandbox_set_dumpable(0), plan)
    try followHost(plan)
    try hold("PR_SET_NO_NEW_PRIVS", sandbox_no_new_privileges(), plan)
    gaps += try Landlock.enter(plan, version: support.landlockVersion)
    gaps += try SystemCallFilter.enter(plan, support)
    if plan.isStrict { try refuse(gaps, plan) }
    return gaps
  }

  /// Namespaces of users and Landlock's rules are a matter of single threads.
  private static func requireOnlyThread(_ plan: SandboxPlan) throws(RoundhouseError) {
    guard let sample = ProcessSample.ofThisProcess, sample.threads != 1 else { return }
    throw RoundhouseError(
      .internal, "a process with \(sample.threads) threads cannot be shut in",
      remedy: "enter the sandbox before any thread is started", agent: plan.agent)
  }

  /// Changing the user gave up the signal that ends this process with its host's thread. In a namespace of processes
  /// the host cannot be seen (0); the end of the control socket tells.
  private static func followHost(_ plan: SandboxPlan) throws(RoundhouseError) {
    try hold("PR_SET_PDEATHSIG", sandbox_die_with_parent(), plan)
    let parent = getppid()
    guard plan.host != 0, parent != 0, parent != plan.host else { return }
    throw RoundhouseError(
      .cancelled, "the host (process \(plan.host)) has ended before its worker began", agent: plan.agent)
  }

  static func refuse(_ gaps: [SandboxGap], _ plan: SandboxPlan) throws(RoundhouseError) {
    let weaknesses = gaps.filter(\.isWeakness)
    guard !weaknesses.isEmpty else { return }
    throw RoundhouseError(
      .permissionDenied, "the sandbox of \(plan.agent) would have \(weaknesses.count) gaps",
      remedy: "run the host where `roundhouse doctor` finds all features, or do not ask for a strict sandbox",
      cause: weaknesses.map(\.description).joined(separator: "; "), agent: plan.agent)
  }

  /// For steps that no kernel refuses: a failure means that something else is wrong.
  static func hold(_ step: String, _ error: Int32, _ plan: SandboxPlan) throws(RoundhouseError) {
    guard error != 0 else { return }
    throw RoundhouseError(
      .permissionDenied, "the sandbox of \(plan.agent) could not be entered: \(step)",
      remedy: "`roundhouse doctor` says what this system offers", cause: SystemText.of(error), agent: plan.agent)
  }
}
