internal import CPlatform
internal import Glibc
internal import RoundhouseAssembly
internal import RoundhouseConformance
internal import RoundhouseDiscovery
internal import RoundhouseHost
internal import RoundhouseIsolation
internal import RoundhouseModel

/// `roundhouse check-child`, hidden: the process in which `check` makes one test. Tells what it sees line by line.
enum CheckChildCommand {
  static let name = "check-child"
  private static let test = Option("test", value: "ID", help: "The test that is made")

  static let command = Command(
    name: name,
    abstract: "Make one test of one agent in this process",
    arguments: [Argument("PATH", kind: .file, help: "The manifest, absolute")],
    options: [test, CheckCommand.tier, CheckCommand.seed, CheckCommand.level, CheckCommand.duration, .config],
    isHidden: true,
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    guard let test = invocation[test].flatMap(ConformanceSuite.test) else {
      throw RoundhouseError(.badRequest, "no such test", remedy: "see them all with: roundhouse check --list")
    }
    let options = options(invocation)
    limit(options)
    let report = report(console)
    let configuration = try Configuration.load(flags: ConfigurationFlags(file: invocation[.config]))
    let worker = WorkerConfiguration(configuration, .current)
    Trial(
      test, manifest: invocation.argument(0) ?? "", configuration: configuration, worker: worker, options: options
    ) {
      report.write($0.line)
    }.run()
    // Whatever the agent has left running must not hold this process.
    _exit(0)
  }

  private static func options(_ invocation: Invocation) -> TrialOptions {
    TrialOptions(
      level: invocation[CheckCommand.level].flatMap(CheckLevel.init) ?? .full,
      tier: invocation[CheckCommand.tier].flatMap(Tier.init) ?? .host,
      seed: invocation[CheckCommand.seed].flatMap(UInt64.init) ?? 1,
      duration: invocation[CheckCommand.duration].flatMap(DurationText.parse) ?? .seconds(60))
  }

  /// Where the report goes. Started by hand, for a debugger, there is nobody to report to but whoever looks.
  private static func report(_ console: Console) -> Terminal {
    guard fcntl(CheckProcess.reportDescriptor, F_GETFD) != -1 else { return console.output }
    // The agent's own children must not keep the report open.
    _ = fcntl(CheckProcess.reportDescriptor, F_SETFD, FD_CLOEXEC)
    _ = OwnThread.start("check-reader") { endWithReader() }
    return Terminal(descriptor: CheckProcess.reportDescriptor, color: "never")
  }

  /// Ends this process as soon as nobody reads its report: an agent that hangs would live on otherwise.
  private static func endWithReader() {
    var entry = pollfd(fd: CheckProcess.reportDescriptor, events: 0, revents: 0)
    while poll(&entry, 1, -1) < 0, errno == EINTR {}
    if entry.revents & Int16(POLLERR) != 0 { _exit(1) }
  }

  /// What an agent may use while it is tried. It leaves no core behind.
  private static func limit(_ options: TrialOptions) {
    let seconds = options.level == .soak ? rlim_t(options.duration / 1_000_000_000 * 4) : 0
    let limits: [(__rlimit_resource, rlim_t)] = [
      (RLIMIT_CORE, 0), (RLIMIT_CPU, 240 + seconds), (RLIMIT_NOFILE, 16_384), (RLIMIT_AS, 16 << 30),
      (RLIMIT_FSIZE, 256 << 20),
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
