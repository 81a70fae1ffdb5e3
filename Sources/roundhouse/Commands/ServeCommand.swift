internal import CPlatform
internal import RoundhouseAssembly
internal import RoundhouseDiscovery
internal import RoundhouseModel
internal import RoundhouseServer

/// `roundhouse serve`: a host that answers until it is told to stop.
enum ServeCommand {
  static let listen = Option(
    "listen", letter: "l", value: "HOST:PORT", kind: .address, fallback: "127.0.0.1:7717",
    help: "Where to listen; port 0 takes a free one")
  static let insecure = Option(
    "insecure", help: "Listen beyond this machine although nobody has to show a key")
  static let log = Option(
    "log", value: "LEVEL", kind: .choice(["debug", "info", "warning", "error"]), fallback: "info",
    help: "The least important lines that are logged: debug, info, warning or error")
  static let logFormat = Option(
    "log-format", value: "FORMAT", kind: .choice(["text", "json"]), fallback: "text",
    help: "How lines are logged: text or json")
  static let grace = Option(
    "grace", value: "TIME", kind: .duration, fallback: "10s", help: "How long requests in flight may go on at the end")
  static let readyFile = Option(
    "ready-file", value: "FILE", kind: .file, help: "Write the address into this file once requests are answered")
  static let readyDescriptor = Option(
    "ready-fd", value: "N", kind: .integer(1...1_023), help: "The same to an open descriptor, which is then closed")

  static let acceptLoss = Option(
    "accept-loss", help: "Start although the file of runs has lost records that were confirmed")

  static let command = Command(
    name: "serve",
    abstract: "Run a host that answers over HTTP",
    discussion: """
      Loads the agents that are found, then watches their folders: agents come, change and go while requests flow. \
      SIGTERM or Ctrl-C finishes what is in flight and ends; a second one ends at once. SIGHUP looks at all folders \
      again. The report goes to standard output, the log to standard error.
      """,
    options: [
      .agents, listen, .config, .state, log, logFormat, grace, insecure, acceptLoss, readyFile, readyDescriptor,
    ],
    examples: [
      .init("roundhouse serve", "The agents in the usual folders, on \(ServerURL.standard)"),
      .init("roundhouse serve --agents ./agents --listen 127.0.0.1:0", "Those of one more folder, on any free port"),
      .init(
        "curl -d '{\"base\":2,\"exponent\":10}' -H 'Content-Type: application/json' \(ServerURL.standard)/v1/call/math.pow",
        "Ask it"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    // Before any thread exists, so that all of them leave the signals to this one.
    let signals = Signals()
    var options = AssemblyOptions()
    options.flags = flags(invocation)
    options.tellsCrashes = true
    options.acceptsLoss = invocation.has(acceptLoss)
    if invocation.has(.quiet) { options.minimumLogLevel = .warning }
    options.logsFirstLook = !(console.output.isTerminal && console.errors.isTerminal)
    let assembly = try Progress.during("loading the agents", console) { () throws(RoundhouseError) in
      try Assembly.start(options)
    }
    if !invocation.has(.quiet) { console.output.write(StartReport(assembly).text(console.output)) }
    try tellReady(assembly, invocation)
    while signals.next() == .reload { assembly.roster.rescan(readsAnew: true, retriesFailures: true) }
    let grace = invocation[grace].flatMap(DurationText.parse) ?? .seconds(10)
    console.note("Stopping: requests in flight have \(DurationText.format(grace)); once more to stop at once")
    signals.exitAtNext()
    assembly.stop(deadline: platform_now() &+ grace)
    return 0
  }

  private static func flags(_ invocation: Invocation) -> ConfigurationFlags {
    var flags = AskedHosts.flags(invocation)
    for option in [listen, log, logFormat] where invocation.has(option) {
      flags.values["--\(option.name)"] = invocation.all(option)
    }
    if invocation.has(insecure) { flags.values["--insecure"] = ["true"] }
    return flags
  }

  private static func tellReady(_ assembly: Assembly, _ invocation: Invocation) throws(RoundhouseError) {
    let line = "http://\(assembly.address?.description ?? "")\n"
    if let path = invocation[readyFile] { try Files.replace(path, Array(line.utf8)) }
    if let descriptor = invocation[readyDescriptor].flatMap({ Int32($0) }) {
      Terminal(descriptor: descriptor, color: "never").write(line)
      close(descriptor)
    }
  }
}
