/// Which system calls a plan allows; a pure function of it and of how the worker stands.
struct SystemCallRules: Sendable {
  let plan: SandboxPlan
  /// The worker's process, as itself knows it.
  let process: Int32
  /// Whether Landlock keeps signals in.
  let keepsSignals: Bool
  /// Whether the worker's user is its alone.
  let ownsUser: Bool

  private var ownsProcesses: Bool { process == 1 }
  private var own: UInt64 { UInt64(UInt32(bitPattern: process)) }

  var all: [SystemCallRule] {
    SystemCalls.always.map { SystemCallRule($0) }
      + SystemCalls.processControls.map { SystemCallRule("prctl", .init(0, is: $0)) }
      // Personalities are asked for (-1) and set to what they are.
      + [SystemCallRule("personality", .init(0, is: 0)), SystemCallRule("personality", .init(0, is: 0xFFFF_FFFF))]
      + [SystemCallRule("prlimit64", .init(0, is: 0)), SystemCallRule("prlimit64", .init(0, is: own))]
      + files + sockets + processes + signals + scheduling
  }

  private var files: [SystemCallRule] {
    var names = plan.write.isEmpty ? [] : SystemCalls.changes + SystemCalls.attributesByDescriptor
    if !plan.write.isEmpty, ownsUser { names += SystemCalls.attributesByPath }
    if !plan.read.isEmpty || !plan.write.isEmpty { names += SystemCalls.watches }
    var rules = names.map { SystemCallRule($0) }
    // Without a path it is about a descriptor.
    if !plan.write.isEmpty, !ownsUser { rules.append(SystemCallRule("utimensat", .init(1, is: 0, mask: .max))) }
    return rules
  }

  private var sockets: [SystemCallRule] {
    // A datagram socket of a pair could be connected anew, to any name.
    let unix: UInt64 = 1
    let types: [UInt64] = [1, 5]
    var rules = types.map { SystemCallRule("socketpair", .init(0, is: unix), .init(1, is: $0, mask: 0xF)) }
    // MSG_FASTOPEN connects past Landlock.
    for (name, flags) in [("sendto", 3), ("sendmsg", 2), ("sendmmsg", 3)] as [(String, UInt32)] {
      rules.append(SystemCallRule(name, .init(flags, is: 0, mask: 0x2000_0000)))
    }
    guard !plan.connect.isEmpty else { return rules }
    rules.append(SystemCallRule("connect"))
    let families: [UInt64] = [2, 10]
    // TCP, said or not. Landlock does not see the ports of its relatives, such as multipath TCP.
    let protocols: [UInt64] = [0, 6]
    for family in families {
      for number in protocols {
        rules.append(
          SystemCallRule("socket", .init(0, is: family), .init(1, is: 1, mask: 0xF), .init(2, is: number)))
      }
    }
    return rules
  }

  private var processes: [SystemCallRule] {
    let thread: UInt64 = 0x0001_0000
    let namespaces = Namespaces.all.rawValue
    guard plan.mayStartProcesses else {
      return [SystemCallRule("clone", .init(0, is: thread, mask: namespaces | thread))]
    }
    var rules = [
      SystemCallRule("clone", .init(0, is: 0, mask: namespaces)), SystemCallRule("fork"), SystemCallRule("vfork"),
    ]
    if !plan.execute.isEmpty { rules += [SystemCallRule("execve"), SystemCallRule("execveat")] }
    // Where a process group is all by which the host can end them, nobody leaves it.
    if ownsProcesses { rules += [SystemCallRule("setsid"), SystemCallRule("setpgid")] }
    return rules
  }

  private var signals: [SystemCallRule] {
    if plan.mayStartProcesses, keepsSignals || ownsProcesses {
      return ["kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open", "pidfd_send_signal"]
        .map { SystemCallRule($0) }
    }
    return ["kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"].map { SystemCallRule($0, .init(0, is: own)) }
  }

  /// Others of the same user could be slowed down, so then only the calling thread.
  private var scheduling: [SystemCallRule] {
    if ownsUser || ownsProcesses {
      return (SystemCalls.scheduling + ["setpriority", "ioprio_set"]).map { SystemCallRule($0) }
    }
    return SystemCalls.scheduling.map { SystemCallRule($0, .init(0, is: 0)) } + [
      SystemCallRule("setpriority", .init(0, is: 0), .init(1, is: 0)),
      SystemCallRule("ioprio_set", .init(0, is: 1), .init(1, is: 0)),
    ]
  }
}
