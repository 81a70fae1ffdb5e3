internal import CPlatform
internal import CSandbox
internal import Glibc

// What this system offers, each tried and told in a sentence.
extension SandboxSupport {
  package static func features() -> [SandboxFeature] {
    let support = SandboxSupport.current
    return [
      landlock(support.landlockVersion), filters(support.hasSystemCallFilters), namespaces(), processes(),
      controlGroups(ControlGroupFolder.ofThisProcess), pidfd(), futexes(),
    ]
  }

  static func landlock(_ version: Int) -> SandboxFeature {
    let name = "Landlock"
    switch version {
    case 0:
      return .missing(
        name, "not there: the files of the worker's user are open to agents",
        "boot with landlock among lsm=, on Linux 5.13 or later with CONFIG_SECURITY_LANDLOCK")
    case 1...3:
      return .missing(
        name, "version \(version): files are kept in, TCP ports are not", "use Linux 6.7 or later for version 4")
    case 4...5:
      return .there(name, "version \(version): files and TCP ports are kept in")
    default:
      return .there(name, "version \(version): files, TCP ports, abstract sockets and signals are kept in")
    }
  }

  static func filters(_ areThere: Bool) -> SandboxFeature {
    areThere
      ? .there("system call filter", "agents make only the system calls that they need")
      : .missing(
        "system call filter", "not there: agents may make every system call",
        "use a kernel with CONFIG_SECCOMP_FILTER, and allow seccomp in the container")
  }

  private static func namespaces() -> SandboxFeature {
    var wanted = SANDBOX_NEW_NETWORK | SANDBOX_NEW_IPC | SANDBOX_NEW_NAMES
    if geteuid() != 0 { wanted |= SANDBOX_NEW_USERS }
    let error = sandbox_try_namespaces(Int32(wanted))
    guard error != 0 else {
      return .there("namespaces", "workers without a network get one of their own, with nothing in it")
    }
    return .missing(
      "namespaces", "refused (\(SystemText.of(error))): the network is closed by the system call filter alone",
      allowUsers)
  }

  private static func processes() -> SandboxFeature {
    let wanted = geteuid() == 0 ? SANDBOX_NEW_PROCESSES : SANDBOX_NEW_PROCESSES | SANDBOX_NEW_USERS
    let error = sandbox_try_namespaces(Int32(wanted))
    guard error != 0 else { return .there("process namespaces", "what an agent starts ends with its worker") }
    return .missing(
      "process namespaces", "refused (\(SystemText.of(error))): what agents start is ended by its process group",
      allowUsers)
  }

  static func controlGroups(_ folder: String?) -> SandboxFeature {
    let name = "control groups"
    let remedy = "run the host as a systemd unit with Delegate=yes, on a system with cgroup version 2 only"
    guard let folder, let text = ControlFile.read(folder + "/cgroup.controllers") else {
      return .missing(name, "version 2 is not there: memory and processors are watched, not kept", remedy)
    }
    let there = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let missing = ControlGroupFolder.wanted.filter { !there.contains($0) }
    guard missing.isEmpty else {
      let words = missing.joined(separator: ", ")
      return .missing(name, "without the controllers \(words): watched, not kept", remedy)
    }
    guard access(folder + "/cgroup.subtree_control", W_OK) == 0 else {
      return .missing(name, "\(folder) is not the host's: memory and processors are watched, not kept", remedy)
    }
    return .there(name, "memory, processors and processes are kept in")
  }

  private static func pidfd() -> SandboxFeature {
    let descriptor = platform_pidfd_open(getpid())
    guard descriptor >= 0 else {
      return .missing(
        "pidfd", "\(SystemText.of(errno)): workers cannot be started", "use Linux 5.4 or later, and allow pidfd_open")
    }
    close(descriptor)
    return .there("pidfd", "a worker's end is seen at once, and no other process is ended instead")
  }

  private static func futexes() -> SandboxFeature {
    sandbox_has_futex_waitv() == 1
      ? .there("futex_waitv", "one thread can sleep on several words")
      : .missing("futex_waitv", "not there: a thread sleeps on one word at a time", "use Linux 5.16 or later")
  }

  private static var allowUsers: String {
    "allow namespaces: sysctl user.max_user_namespaces=15000 and, where it exists, "
      + "kernel.apparmor_restrict_unprivileged_userns=0; in a container, CAP_SYS_ADMIN"
  }
}
