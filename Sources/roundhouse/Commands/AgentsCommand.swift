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
    subcommands: [show, enable, disable, set, reload],
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
    options: [priority, weight, temporary, .json, .server],
    examples: [.init("roundhouse agents set acme.echo --priority 200", "Ask it before those with 100")],
    body: { (invocation, console) throws(RoundhouseError) in
      var writer = JSONWriter()
      writer.beginObject()
      for option in [priority, weight] {
        if let value = invocation[option].flatMap({ Int($0) }) { writer.member(option.name, value) }
      }
      writer.endObject()
      guard writer.bytes.count > 2 else {
        throw RoundhouseError(.badRequest, "nothing to change", remedy: "add --priority N or --weight N")
      }
      return try change(invocation, console, "PATCH", target(invocation, ""), writer.bytes)
    })

  private static func verb(_ name: String, _ abstract: String, options: [Option]) -> Command {
    Command(
      name: name, abstract: abstract, arguments: [id], options: options + [.json, .server],
      body: { (invocation, console) throws(RoundhouseError) in
        try change(invocation, console, "POST", target(invocation, "/" + name), [])
      })
  }

  private static func target(_ invocation: Invocation, _ verb: String) -> String {
    let query = invocation.has(temporary) ? "?temporary=true" : ""
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
