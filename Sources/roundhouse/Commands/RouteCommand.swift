internal import RoundhouseModel

/// `roundhouse route`: whom the router would ask now.
enum RouteCommand {
  static let explain = Option(
    "explain", letter: "e", help: "With the reasons: for each agent, why it stands where it stands")

  static let command = Command(
    name: "route",
    abstract: "Show which agents would be asked, in which order",
    discussion: "Asks nobody. Without --explain only the agents' ids are printed, the first one first.",
    arguments: [
      Argument("CAPABILITY", kind: .capability, help: "Such as ticket.purchase; ticket.purchase@2 for its version 2")
    ],
    options: [
      explain, .json, CallCommand.agent, CallCommand.agentVersion, CallCommand.timeout, CallCommand.session,
      CallCommand.tag,
    ] + Option.host,
    examples: [
      .init("roundhouse route text.echo --explain", "Who, in which order, and why not the others"),
      .init(
        "roundhouse route ticket.purchase --server \(ServerURL.standard) --json",
        "The same of a host that runs, for programs"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    var request = try CallRequest(capability: invocation.argument(0) ?? "")
    request.agent = invocation[CallCommand.agent] ?? ""
    request.agentVersion = invocation[CallCommand.agentVersion] ?? ""
    request.session = invocation[CallCommand.session] ?? ""
    request.tags = invocation.all(CallCommand.tag)
    request.timeout = invocation[CallCommand.timeout].flatMap(DurationText.parse) ?? 0
    let question = HostQuestion.route(request)
    let route = try AnswerCommand.answer(question, invocation, console)
    if invocation.has(.json) {
      console.output.write(AnswerCommand.pretty(route))
    } else {
      console.output.write(RouteView(route).text(console.output, isExplained: invocation.has(explain)))
    }
    return route.list("candidates").isEmpty ? ErrorCode.noHealthyAgent.exitStatus : 0
  }
}
