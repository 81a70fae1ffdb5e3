internal import RoundhouseModel
internal import RoundhousePatterns

/// `roundhouse chat`: talk with an agent, or take part in a session.
enum ChatCommand {
  static let role = Option("role", value: "TEXT", help: "Who the agent is to be, such as teacher")
  static let topic = Option("topic", value: "TEXT", help: "What it is about")
  private static let join = Option("join", value: "RUN", help: "Take part in a session that goes on: its run's number")
  private static let open = Option(
    "open", value: "FILE | TEMPLATE", kind: .file, help: "Open a session and take part in it, such as team-room")
  static let name = Option("name", value: "NAME", help: "As whom you speak [you]")

  static let command = Command(
    name: "chat",
    abstract: "Talk with an agent, or take part in a session",
    discussion: """
      An agent that offers chat is told all that was said so far with each question. A session is a group chat that \
      people take part in: it goes on when they leave, and after a restart of its host. Lines come from standard input.
      """,
    arguments: [Argument("AGENT", kind: .agent, isOptional: true, help: "With whom; the best one if left out")],
    options: [role, topic, join, open, name, CallCommand.session, CallCommand.timeout, .json] + Option.host,
    examples: [
      .init("roundhouse chat converser --role teacher --topic recursion", "A talk, until Ctrl-D"),
      .init("echo 'What is an agent?' | roundhouse chat rag-agent", "One question"),
      .init("roundhouse chat --open team-room --server \(ServerURL.standard)", "A session that others can join"),
    ],
    body: { (invocation, console) throws(RoundhouseError) in
      let host = try AskedHosts.open(invocation, console)
      defer { host.close() }
      guard let run = try session(invocation, host) else {
        var talk = AgentTalk(host, invocation, console)
        return try talk.run()
      }
      var talk = SessionTalk(host, run, as: speaker(invocation), console)
      return try talk.stay()
    })

  static func speaker(_ invocation: Invocation) -> String {
    invocation[name] ?? Terminal.variable("USER") ?? Terminal.variable("LOGNAME") ?? "user"
  }

  /// - Returns: the run of the session that is joined or opened; nil if an agent is talked with.
  private static func session(_ invocation: Invocation, _ host: any AskedHost) throws(RoundhouseError) -> String? {
    let ways = [invocation.has(join), invocation.has(open), invocation.argument(0) != nil].count { $0 }
    guard ways < 2 else {
      throw RoundhouseError(
        .badRequest, "a chat is with an agent, in a session that goes on, or in one that is opened",
        remedy: "give one of AGENT, --join RUN and --open FILE | TEMPLATE")
    }
    if let run = invocation[join] { return run }
    guard let document = invocation[open] else { return nil }
    var request = RunRequest()
    if document.hasSuffix(".json") || document.contains("/") {
      request.document = try PayloadArgument.read("@" + document, isBinary: false)
    } else {
      request.workflow = document
    }
    return try JSONNode.answer(host.answer(.runs(.begin(request)))).text("run")
  }
}
