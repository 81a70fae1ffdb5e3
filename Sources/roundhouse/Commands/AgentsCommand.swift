internal import RoundhouseModel

/// `roundhouse agents`: what agents there are, and what is done to them.
enum AgentsCommand {
  static let temporary = Option("temporary", help: "Only until the host ends; otherwise it lasts")
  static let priority = Option(
    "priority", value: "N", kind: .integer(AgentSettings.priorities),
    help: "\(bounds(AgentSettings.priorities)); the highest healthy agent is asked first")
  static let weight = Option(
    "weight", value: "N", kind: .integer(AgentSettings.weights),
    help: "\(bounds(AgentSettings.weights)); the share among equals under the weighted strategy; 0 gets nothing")
  private static func bounds(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound) to \(range.upperBound)" }
  static let share = Option(
    "share", value: "PERCENT", kind: .integer(ReplacementPolicy.shares),
    help: "Of its calls, for its new generation until promote or rollback; the next one if none is compared now")
  private static let id = Argument("ID", kind: .agent, help: "The agent's id, such as acme.echo")

  static let command = Command(
    name: "agents",
    abstract: "List the agents with their state",
    discussion: """
      Lists also what was found and rejected, with the reason. To change an agent, a host must run: `roundhouse serve`.
      """,
    options: [.json] + Option.host,
    examples: [
      .init("roundhouse agents", "The agents in the usual folders"),
      .init("roundhouse agents --agents ./hello", "With one more folder"),
      .init("roundhouse agents --server \(ServerURL.standard)", "Those of a host that runs, with figures"),
      .init("roundhouse agents disable acme.echo", "Ask it no more, while requests go on"),
    ],
    subcommands: [show, enable, disable, set, reload, history, promote, rollback],
    body: { (invocation, console) throws(RoundhouseError) in
      try AnswerCommand.show(.agents, invocation, console) { AgentsView($0).text(console.output) }
    })

  private static let show = Command(
    name: "show", abstract: "Show all that is known of one agent", arguments: [id], options: [.json] + Option.host,
    body: { (invocation, console) throws(RoundhouseError) in
      try AnswerCommand.show(.agent(invocation.argument(0) ?? ""), invocation, console) {
        AgentView($0).text(console.output)
      }
    })

  private static let enable = verb("enable", "Let an agent take part again", options: [temporary])
  private static let disable = verb("disable", "Ask an agent no more; its calls in flight go on", options: [temporary])

  private static let reload = Command(
    name: "reload", abstract: "Read an agent's folder again, or all folders",
    arguments: [Argument("ID", kind: .agent, isOptional: true, help: "The agent's id; all folders if left out")],
    options: [.json, .server],
    body: { (invocation, console) throws(RoundhouseError) in
      let target = invocation.argument(0).map { "/v1/agents/\(HTTPRequest.encode($0))/reload" } ?? "/v1/agents/reload"
      return try change(invocation, console, "POST", target, [])
    })

  private static let set = Command(
    name: "set", abstract: "Change an agent's standing among others", arguments: [id],
    options: [priority, weight, share, temporary, .json, .server],
    examples: [
      .init("roundhouse agents set acme.echo --priority 200", "Ask it before those with 100"),
      .init("roundhouse agents set acme.echo --share 20", "Hold its new version at a fifth of its calls"),
    ],
    body: { (invocation, console) throws(RoundhouseError) in
      if let percent = invocation[share].flatMap({ Int($0) }) { return try hold(percent, invocation, console) }
      var writer = JSONWriter()
      writer.beginObject()
      for option in [priority, weight] {
        if let value = invocation[option].flatMap({ Int($0) }) { writer.member(option.name, value) }
      }
      writer.endObject()
      guard writer.bytes.count > 2 else {
        throw RoundhouseError(
          .badRequest, "nothing to change", remedy: "add --priority N, --weight N or --share PERCENT")
      }
      return try change(invocation, console, "PATCH", target(invocation, ""), writer.bytes)
    })

  /// A share stays until an operator ends it.
  private static func hold(
    _ percent: Int, _ invocation: Invocation, _ console: Console
  ) throws(RoundhouseError) -> Int32 {
    guard !invocation.has(priority), !invocation.has(weight), !invocation.has(temporary) else {
      throw RoundhouseError(
        .badRequest, "--share belongs to one replacement and goes with no other option",
        remedy: "set it alone, and the standing in a second command")
    }
    let body = "{\"share\":\(percent),\"hold\":true}"
    return try change(invocation, console, "POST", target(invocation, "/replacement"), Array(body.utf8))
  }

  private static let history = Command(
    name: "history", abstract: "Show how an agent's generations replaced one another, and why", arguments: [id],
    options: [.json] + Option.host,
    examples: [
      .init("roundhouse agents history acme.echo --server \(ServerURL.standard)", "The last 32, and what goes on")
    ],
    body: { (invocation, console) throws(RoundhouseError) in
      try AnswerCommand.show(.history(invocation.argument(0) ?? ""), invocation, console) {
        HistoryView($0).text(console.output)
      }
    })

  private static let promote = verb(
    "promote", "Let the new generation that is compared take the old one's place now", options: [])
  private static let rollback = verb(
    "rollback", "Take the new generation back, or let the one before come back", options: [])

  /// - Parameter options: whether it lasts, for verbs of which that can be said.
  private static func verb(_ name: String, _ abstract: String, options: [Option]) -> Command {
    Command(
      name: name, abstract: abstract, arguments: [id], options: options + [.json, .server],
      body: { (invocation, console) throws(RoundhouseError) in
        let mayLast = options.contains { $0.name == temporary.name }
        return try change(invocation, console, "POST", target(invocation, "/" + name, mayLast: mayLast), [])
      })
  }

  private static func target(_ invocation: Invocation, _ verb: String, mayLast: Bool = true) -> String {
    let query = mayLast && invocation.has(temporary) ? "?temporary=true" : ""
    return "/v1/agents/\(HTTPRequest.encode(invocation.argument(0) ?? ""))\(verb)\(query)"
  }

  /// Tells a host that runs, and shows the agent, or all of them, as they are then.
  private static func change(
    _ invocation: Invocation, _ console: Console, _ method: String, _ target: String, _ body: [UInt8]
  ) throws(RoundhouseError) -> Int32 {
    let host = try AskedHosts.running(invocation)
    let answer = try Progress.during("waiting for the host", console) { () throws(RoundhouseError) in
      try JSONNode.answer(host.change(method, target, body))
    }
    if invocation.has(.json) {
      console.output.write(AnswerCommand.pretty(answer))
    } else if invocation.argument(0) != nil {
      console.output.line(AgentLine(answer).text(console.output.ink))
    } else {
      console.output.write(AgentsView(answer).text(console.output))
    }
    return 0
  }
}
