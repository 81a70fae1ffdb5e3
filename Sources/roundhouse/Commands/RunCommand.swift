internal import CPlatform
internal import RoundhouseModel

/// `roundhouse run`: carry out a plan, a coordination or a workflow, and print what it came to.
enum RunCommand {
  static let input = Option("input", letter: "i", value: "JSON", help: "What it is given: JSON, or @FILE, or -")
  static let text = Option("text", value: "TEXT", help: "The same as a text that is no JSON: TEXT, or @FILE, or -")
  static let key = Option("key", value: "KEY", help: "Asking again with one key gives the first run")
  static let timeout = Option(
    "timeout", letter: "t", value: "TIME", kind: .duration, help: "How long all of it may take, such as 30s or 5m")
  static let watch = Option("watch", letter: "w", help: "Show the steps as they go on, with their times")
  static let detach = Option("detach", letter: "d", help: "Print the run's number, and do not wait for its end")

  static let command = Command(
    name: "run",
    abstract: "Carry out a plan or a workflow, and print what it came to",
    discussion: """
      A plan is a JSON file with steps; see `roundhouse plan`. Each step asks for a capability. What a step came to is \
      written down before the next one begins, so a run goes on where it was when its host ends in the midst of it: \
      with --server, or with --state DIR.
      """,
    arguments: [
      Argument("FILE | WORKFLOW", kind: .file, help: "A plan's or coordination's file, or a workflow's name")
    ],
    options: [input, text, key, timeout, watch, detach, .json] + Option.host,
    examples: [
      .init("roundhouse run trip.json --input '{\"to\":\"Lisbon\"}' --watch", "With its steps as they go on"),
      .init("gh pr diff 7 | roundhouse run pr-review --text -", "A template by its name, with a text"),
      .init("roundhouse run trip.json --detach --server \(ServerURL.standard)", "By a host that runs; see `runs show`"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    var request = try request(invocation)
    let host = try AskedHosts.open(invocation, console)
    defer { host.close() }
    if invocation.has(detach) {
      let run = try JSONNode.answer(host.answer(.runs(.begin(request))))
      console.output.line(run.text("run"))
      return 0
    }
    guard invocation.has(watch) else {
      request.waits = true
      let outcome = try Progress.during("carrying out the run", console) { () throws(RoundhouseError) in
        try JSONNode.answer(host.answer(.runs(.begin(request))))
      }
      return RunReport.show(outcome, invocation, console)
    }
    let run = try JSONNode.answer(host.answer(.runs(.begin(request))))
    return try RunReport.show(RunWatch(host, console).follow(run.text("run")), invocation, console)
  }

  /// The file or workflow that is named, with its input.
  static func request(_ invocation: Invocation) throws(RoundhouseError) -> RunRequest {
    var request = RunRequest()
    let name = invocation.argument(0) ?? ""
    if name.hasSuffix(".json") || name.contains("/") {
      request.document = try PayloadArgument.read("@" + name, isBinary: false)
    } else {
      request.workflow = name
    }
    request.input = try given(invocation)
    request.key = invocation[key] ?? ""
    request.timeout = invocation[timeout].flatMap(DurationText.parse) ?? 0
    return request
  }

  /// What it is given; empty for nothing.
  private static func given(_ invocation: Invocation) throws(RoundhouseError) -> [UInt8] {
    guard let text = invocation[text] else {
      return invocation.has(input) ? try PayloadArgument.read(invocation[input], isBinary: false) : []
    }
    if invocation.has(input) {
      throw RoundhouseError(.badRequest, "--input and --text both say what it is given", remedy: "keep one of them")
    }
    return try PayloadArgument.text(text)
  }
}
