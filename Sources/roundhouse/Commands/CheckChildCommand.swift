internal import CPlatform
internal import Glibc
internal import RoundhouseAssembly
internal import RoundhouseDiscovery
internal import RoundhouseModel

/// `roundhouse check-child`, hidden: the process in which `check` tries an agent. Tells its findings line by line.
enum CheckChildCommand {
  static let name = "check-child"

  static let command = Command(
    name: name,
    abstract: "Check one agent in this process",
    arguments: [Argument("PATH", kind: .file, help: "The manifest, absolute")],
    options: [.config],
    isHidden: true,
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    limit()
    // Started by hand, for a debugger, it has nobody to report to but whoever looks.
    let isReported = fcntl(CheckProcess.reportDescriptor, F_GETFD) != -1
    let report =
      isReported ? Terminal(descriptor: CheckProcess.reportDescriptor, color: "never") : console.output
    // The agent's own children must not keep the report open.
    if isReported { _ = fcntl(report.descriptor, F_SETFD, FD_CLOEXEC) }
    let configuration = try Configuration.load(flags: ConfigurationFlags(file: invocation[.config]))
    AgentCheck(path: invocation.argument(0) ?? "", configuration: configuration) { report.write(CheckReader.line($0)) }
      .run()
    report.write(CheckReader.end)
    // Whatever the agent has left running must not hold this process.
    _exit(0)
  }

  /// What an agent may use while it is tried. It leaves no core behind.
  private static func limit() {
    let limits: [(__rlimit_resource, rlim_t)] = [
      (RLIMIT_CORE, 0), (RLIMIT_CPU, 60), (RLIMIT_NOFILE, 1_024), (RLIMIT_AS, 16 << 30), (RLIMIT_FSIZE, 256 << 20),
    ]
    for (resource, value) in limits {
      var limit = rlimit()
      getrlimit(resource, &limit)
      limit.rlim_cur = min(limit.rlim_max, value)
      limit.rlim_max = limit.rlim_cur
      setrlimit(resource, &limit)
    }
  }
}
