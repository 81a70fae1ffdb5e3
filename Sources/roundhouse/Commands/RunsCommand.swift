internal import RoundhouseModel

/// `roundhouse runs`: what was carried out, and what is done about it.
enum RunsCommand {
  static let stateFilter = Option(
    "in", value: "STATE",
    kind: .choice([
      "queued", "running", "waiting", "blocked", "completed", "failed", "cancelled", "timed-out",
    ]), help: "Only runs in this state")
  static let workflow = Option("workflow", value: "NAME", help: "Only runs of this workflow")
  static let limit = Option(
    "limit", letter: "n", value: "N", kind: .integer(1...1000), fallback: "50", help: "At most so many")
  private static let number = Argument("RUN", help: "A run's number, such as run_1m8hgmtp60000")

  static let command = Command(
    name: "runs",
    abstract: "List runs, the latest first",
    discussion:
      "Runs are kept in the state folder: with --server those of a host that runs, with --state DIR those there.",
    options: [stateFilter, workflow, limit, .json] + Option.host,
    examples: [
      .init("roundhouse runs --server \(ServerURL.standard)", "Those of a host that runs"),
      .init("roundhouse runs --in failed --state ./state", "Those that failed, from a folder"),
    ],
    subcommands: [list, show, watch, cancel, resume, decide, replay, diff, export],
    body: listRuns)

  private static let list = Command(
    name: "list", abstract: "List runs, the latest first",
    options: [stateFilter, workflow, limit, .json] + Option.host,
    body: listRuns)

  private static let show = verb("show", "Show one run with its steps") {
    .show($0)
  } text: {
    RunView($0).text($1)
  }
  private static let cancel = verb("cancel", "End a run; its calls in flight are cancelled") {
    .cancel($0)
  } text: {
    RunReport.line($0, $1)
  }
  private static let resume = verb(
    "resume", "Set a run going that failed or is stuck: what is finished stays, the rest is done again"
  ) {
    .resume($0)
  } text: {
    RunView($0).text($1)
  }
  private static let replay = verb(
    "replay", "Run its code over what is recorded, asking nobody: whether it would take the same way today"
  ) {
    .replay($0)
  } text: {
    ReplayView($0).text($1)
  }
  private static let export = verb("export", "Print everything that is kept of a run, as JSON") {
    .export($0)
  } text: {
    (node, _) in
    String(decoding: AnswerCommand.pretty(node), as: UTF8.self)
  }

  private static let watch = Command(
    name: "watch", abstract: "Follow a run to its end", arguments: [number], options: [.json] + Option.host,
    body: { (invocation, console) throws(RoundhouseError) in
      let host = try AskedHosts.open(invocation, console)
      defer { host.close() }
      return try RunReport.show(
        RunWatch(host, console).follow(invocation.argument(0) ?? ""), invocation, console)
    })

  private static let diff = Command(
    name: "diff", abstract: "Compare two runs step by step",
    arguments: [number, Argument("OTHER", help: "The other run's number")], options: [.json] + Option.host,
    body: { (invocation, console) throws(RoundhouseError) in
      let question = RunQuestion.difference(invocation.argument(0) ?? "", invocation.argument(1) ?? "")
      return try AnswerCommand.show(.runs(question), invocation, console) { DifferenceView($0).text(console.output) }
    })

  private static let done = Option(
    "done", value: "JSON", help: "It was done, and this was its answer: JSON, or @FILE, or -")
  private static let again = Option("again", help: "It was not done: it is asked for")
  private static let failed = Option("failed", value: "WHY", help: "It was not done, and is not to be")

  private static let decide = Command(
    name: "decide",
    abstract: "Settle the step that blocks a run: one that must not be repeated, and may have been done",
    arguments: [number], options: [done, again, failed, .json] + Option.host,
    examples: [
      .init("roundhouse runs decide run_1m8hgmtp60000 --done '{\"paid\":true}' --state ./state", "It was paid")
    ],
    body: { (invocation, console) throws(RoundhouseError) in
      let question = RunQuestion.decide(invocation.argument(0) ?? "", try decision(invocation))
      return try AnswerCommand.show(.runs(question), invocation, console) { RunView($0).text(console.output) }
    })

  private static func decision(_ invocation: Invocation) throws(RoundhouseError) -> RunDecision {
    switch (invocation.has(done), invocation.has(again), invocation.has(failed)) {
    case (true, false, false): return .done(try PayloadArgument.read(invocation[done], isBinary: false))
    case (false, true, false): return .again
    case (false, false, true): return .failed(invocation[failed] ?? "")
    default:
      throw RoundhouseError(
        .badRequest, "say what became of the step", remedy: "take one of --done JSON, --again and --failed WHY")
    }
  }

  private static func verb(
    _ name: String, _ abstract: String, _ question: @escaping @Sendable (String) -> RunQuestion,
    text: @escaping @Sendable (JSONNode, Terminal) -> String
  ) -> Command {
    Command(
      name: name, abstract: abstract, arguments: [number], options: [.json] + Option.host,
      body: { (invocation, console) throws(RoundhouseError) in
        try AnswerCommand.show(.runs(question(invocation.argument(0) ?? "")), invocation, console) {
          text($0, console.output)
        }
      })
  }

  private static func listRuns(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    var search = RunSearch()
    search.state = invocation[stateFilter] ?? ""
    search.workflow = invocation[workflow] ?? ""
    if let limit = invocation[limit].flatMap({ Int($0) }) { search.limit = limit }
    return try AnswerCommand.show(.runs(.list(search)), invocation, console) { RunsView($0).text(console.output) }
  }
}
