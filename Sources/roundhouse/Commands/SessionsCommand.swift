internal import RoundhouseModel

/// `roundhouse sessions`: group chats that people take part in.
enum SessionsCommand {
  /// What carries sessions out.
  private static let workflow = "group_chat"
  private static let number = Argument("RUN", help: "The session's run, such as run_1m8hgmtp60000")
  private static let all = Option("all", letter: "a", help: "Those that are over too")

  static let command = Command(
    name: "sessions",
    abstract: "List group chats that go on",
    discussion: """
      `roundhouse chat --open team-room` opens a session, `chat --join RUN` takes part in it. What was said is kept with \
      the run: it survives a restart of the host, and is forgotten with other runs.
      """,
    options: [all, .json] + Option.host,
    examples: [
      .init("roundhouse sessions --server \(ServerURL.standard)", "Those that go on"),
      .init("roundhouse sessions say run_1m8hgmtp60000 'What about Friday?' --state ./state", "Without taking a seat"),
    ],
    subcommands: [show, say, end],
    body: list)

  private static func list(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    let host = try AskedHosts.open(invocation, console)
    defer { host.close() }
    var search = RunSearch()
    search.workflow = workflow
    search.limit = 1000
    let runs = try JSONNode.answer(host.answer(.runs(.list(search)))).list("runs")
    let wanted = runs.filter { invocation.has(all) || ["running", "waiting", "queued"].contains($0.text("state")) }
    var sessions: [SessionView] = []
    for run in wanted { sessions.append(SessionView(try JSONNode.answer(host.answer(.runs(.show(run.text("run"))))))) }
    if invocation.has(.json) {
      var json = JSONWriter(isPretty: true)
      json.beginObject()
      json.key("sessions")
      json.beginArray()
      for session in sessions { session.write(to: &json) }
      json.endArray()
      json.endObject()
      console.output.write(json.bytes + [10])
    } else {
      console.output.write(SessionView.table(sessions, console.output))
    }
    return 0
  }

  private static let show = Command(
    name: "show", abstract: "Print what was said", arguments: [number], options: [.json] + Option.host,
    body: { (invocation, console) throws(RoundhouseError) in
      try AnswerCommand.show(.runs(.show(invocation.argument(0) ?? "")), invocation, console) {
        SessionView($0).transcript(console.output)
      }
    })

  private static let say = Command(
    name: "say", abstract: "Say something to a session without taking a seat in it",
    arguments: [number, Argument("TEXT", help: "What you say")], options: [ChatCommand.name, .json] + Option.host,
    body: { (invocation, console) throws(RoundhouseError) in
      try send(invocation, console) { $0.member("content", invocation.argument(1) ?? "") }
    })

  private static let end = Command(
    name: "end", abstract: "End a session for all who take part", arguments: [number],
    options: [ChatCommand.name, .json] + Option.host,
    body: { (invocation, console) throws(RoundhouseError) in try send(invocation, console) { $0.member("close", true) }
    })

  private static func send(
    _ invocation: Invocation, _ console: Console, _ member: (inout JSONWriter) -> Void
  ) throws(RoundhouseError) -> Int32 {
    var json = JSONWriter()
    json.beginObject()
    member(&json)
    json.endObject()
    var letter = RunLetter()
    (letter.sender, letter.message) = (ChatCommand.speaker(invocation), json.bytes)
    return try AnswerCommand.show(.runs(.send(invocation.argument(0) ?? "", letter)), invocation, console) {
      RunReport.line($0, console.output)
    }
  }
}
