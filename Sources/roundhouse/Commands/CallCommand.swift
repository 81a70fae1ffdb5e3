internal import CPlatform
internal import RoundhouseModel

/// `roundhouse call`: ask for a capability and print the answer.
enum CallCommand {
  static let agent = Option("agent", value: "ID", kind: .agent, help: "Ask this agent and no other")
  static let agentVersion = Option(
    "agent-version", value: "VERSION", help: "Ask only an agent of this version, such as 1.2.0")
  static let timeout = Option(
    "timeout", letter: "t", value: "TIME", kind: .duration,
    help: "How long the answer may take, such as 500ms, 5s or 2m [the capability's own]")
  static let session = Option(
    "session", value: "KEY", help: "Requests with one key belong together, and agents may remember them")
  static let tag = Option("tag", value: "TAG", isRepeated: true, help: "Only agents whose capability has this tag")
  static let key = Option(
    "key", value: "KEY", help: "The idempotency key: repeating the call with it does the work once")
  static let explain = Option("explain", help: "Say on standard error who was asked, and why")
  static let stream = Option("stream", help: "Print the answer piece by piece as it comes")
  static let binary = Option("binary", help: "The payload is bytes, not JSON")

  static let command = Command(
    name: "call",
    abstract: "Ask for a capability and print the answer",
    discussion: """
      The best healthy agent that offers the capability is asked, the next one if it fails and repeating is safe. \
      The answer's bytes and nothing else go to standard output.

      Without --server the agents are loaded into this process, and what they remember is forgotten at its end \
      unless --state DIR is given.
      """,
    arguments: [
      Argument("CAPABILITY", kind: .capability, help: "Such as text.echo; text.echo@2 for its version 2"),
      Argument("PAYLOAD", isOptional: true, help: "JSON, or @FILE, or - for standard input; {} if left out"),
    ],
    options: [agent, agentVersion, timeout, session, tag, key, explain, stream, binary] + Option.host,
    examples: [
      .init(#"roundhouse call math.pow '{"base":2,"exponent":10}'"#, "A function of a C library"),
      .init("roundhouse call text.echo @letter.json --timeout 2s", "The payload from a file, and no longer than 2 s"),
      .init("echo '{}' | roundhouse call text.echo - --server \(ServerURL.standard)", "By a host that runs"),
      .init("roundhouse call text.count --stream --explain '{\"text\":\"one two\"}'", "As it comes, and who answered"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    let request = try request(invocation)
    let host = try AskedHosts.open(invocation, console)
    defer { host.close() }
    if invocation.has(explain) { try showRoute(request, host, console) }
    let started = platform_now()
    var printer = ReplyPrinter(terminal: console.output)
    let answer = try Progress.during("waiting for \(request.capability)", console) { () throws(RoundhouseError) in
      try host.call(request) { printer.write($0) }
    }
    printer.write(answer.payload)
    printer.finish()
    if invocation.has(explain) { showAnswer(answer, platform_now() - started, console) }
    return 0
  }

  private static func request(_ invocation: Invocation) throws(RoundhouseError) -> CallRequest {
    var request = try CallRequest(capability: invocation.argument(0) ?? "")
    let isBinary = invocation.has(binary)
    request.payload = try PayloadArgument.read(invocation.argument(1), isBinary: isBinary)
    request.contentType = isBinary ? "application/octet-stream" : ""
    request.agent = invocation[agent] ?? ""
    request.agentVersion = invocation[agentVersion] ?? ""
    request.session = invocation[session] ?? ""
    request.tags = invocation.all(tag)
    request.idempotencyKey = invocation[key] ?? ""
    request.timeout = invocation[timeout].flatMap(DurationText.parse) ?? 0
    request.isStream = invocation.has(stream)
    return request
  }

  private static func showRoute(
    _ request: CallRequest, _ host: any AskedHost, _ console: Console
  ) throws(RoundhouseError) {
    let route = try JSONNode.answer(host.answer(.route(request)))
    console.errors.line(RouteView(route).text(console.errors, isExplained: true))
  }

  private static func showAnswer(_ answer: CallAnswer, _ time: Nanoseconds, _ console: Console) {
    var text = "answered by \(answer.agent) in \(Figures.duration(time))"
    if let overhead = answer.overhead { text += ", of which the host took \(Figures.duration(overhead))" }
    if answer.attempts > 1 { text += ", at attempt \(answer.attempts)" }
    console.errors.line(console.errors.ink.dim(Printable.text(text)))
  }
}
