internal import CPlatform
internal import Glibc

/// The kernel's limits of one process.
enum ResourceLimits {
  /// Writable memory that is counted before anybody touches it: stacks of threads, an allocator's stock.
  private static let untouchedMemory: UInt64 = 256 << 20

  static func enter(_ plan: SandboxPlan) -> [SandboxGap] {
    // A write that is too long is to fail, as on a full disk, and not to end the process.
    signal(SIGXFSZ, SIG_IGN)
    var gaps = lower(RLIMIT_CORE, 0, "core files")
    gaps += lower(RLIMIT_NOFILE, UInt64(plan.files), "open files")
    gaps += lower(RLIMIT_FSIZE, plan.fileSize, "the size of files")
    gaps += lower(__RLIMIT_MEMLOCK, 8 << 20, "locked memory")
    gaps += lower(__RLIMIT_MSGQUEUE, 0, "message queues")
    // Not the address space: that is also what runtimes merely reserve. What is resident, the host watches.
    if plan.memory > 0 { gaps += lower(RLIMIT_DATA, plan.memory + untouchedMemory, "memory") }
    return gaps
  }

  /// Processes and threads are counted by user, so only for a user who is the worker's alone.
  static func enterProcesses(_ plan: SandboxPlan, ownsUsers: Bool) -> [SandboxGap] {
    guard getuid() == plan.user || ownsUsers else {
      return [
        SandboxGap(
          .limits, "the kernel counts processes by user, and this user has others",
          effect: "the number of threads is not limited")
      ]
    }
    return lower(__RLIMIT_NPROC, UInt64(plan.processes + plan.threads), "processes and threads")
  }

  private static func lower(_ resource: __rlimit_resource, _ value: UInt64, _ name: String) -> [SandboxGap] {
    var limit = rlimit()
    let number = __rlimit_resource_t(resource.rawValue)
    guard getrlimit(number, &limit) == 0 else { return gap(name) }
    let bound = min(rlim_t(value), limit.rlim_max)
    limit = rlimit(rlim_cur: bound, rlim_max: bound)
    return setrlimit(number, &limit) == 0 ? [] : gap(name)
  }

  private static func gap(_ name: String) -> [SandboxGap] {
    [SandboxGap(.limits, "setrlimit: " + SystemText.of(platform_errno()), effect: "\(name) are not limited")]
  }
}
