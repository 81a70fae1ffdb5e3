import Testing

@testable import RoundhouseIsolation

@Suite struct SystemCallRulesTests {
  private func names(_ plan: SandboxPlan, keepsSignals: Bool = true, ownsUser: Bool = true) -> Set<String> {
    let rules = SystemCallRules(plan: plan, process: 7, keepsSignals: keepsSignals, ownsUser: ownsUser).all
    return Set(rules.filter(\.conditions.isEmpty).map(\.name))
  }

  @Test func `What no plan can grant is in no list`() {
    var plan = SandboxPlan(agent: "a.b")
    plan.write = [SandboxGrant("/tmp")]
    plan.execute = [SandboxGrant("/bin")]
    plan.connect = [1]
    plan.processes = 9
    let never: Set = [
      "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "kcmp", "io_uring_setup", "io_uring_enter",
      "io_uring_register", "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd", "mount",
      "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsmount", "fsconfig", "mount_setattr",
      "unshare", "setns", "init_module", "finit_module", "delete_module", "reboot", "kexec_load", "kexec_file_load",
      "swapon", "swapoff", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "open_by_handle_at",
      "name_to_handle_at", "seccomp", "setuid", "setresuid", "setgroups", "capset", "acct", "syslog", "quotactl",
      "fanotify_init", "iopl", "ioperm", "modify_ldt", "clone3", "shmget", "msgget", "semget", "mq_open", "bind",
      "listen", "accept", "accept4", "memfd_secret", "process_madvise", "vhangup", "sethostname", "setdomainname",
    ]
    #expect(names(plan).isDisjoint(with: never))
    let conditional = SystemCallRules(plan: plan, process: 7, keepsSignals: true, ownsUser: true).all
    #expect(Set(conditional.map(\.name)).isDisjoint(with: never))
  }

  @Test func `Each grant brings its own calls and no others`() {
    let nothing = names(SandboxPlan(agent: "a.b"))
    var plan = SandboxPlan(agent: "a.b")
    plan.connect = [443]
    #expect(names(plan).subtracting(nothing) == ["connect"])
    plan = SandboxPlan(agent: "a.b")
    plan.read = [SandboxGrant("/etc")]
    #expect(names(plan).subtracting(nothing) == Set(SystemCalls.watches))
    plan.write = plan.read
    #expect(names(plan).isSuperset(of: ["mkdir", "chmod"]))
    #expect(!names(plan, ownsUser: false).contains("chmod"))
    plan = SandboxPlan(agent: "a.b")
    plan.processes = 1
    #expect(names(plan).isSuperset(of: ["fork", "kill"]) && !names(plan).contains("execve"))
    #expect(!names(plan, keepsSignals: false).contains("kill"))
    plan.execute = [SandboxGrant("/bin")]
    #expect(names(plan).contains("execve"))
  }
}
