internal import RoundhouseModel

/// `roundhouse capabilities`: what can be asked for.
enum CapabilitiesCommand {
  static let command = Command(
    name: "capabilities",
    abstract: "List what can be asked for, and who would answer",
    options: [.json] + Option.host,
    examples: [.init("roundhouse capabilities", "In the order in which the agents would be asked")],
    body: { (invocation, console) throws(RoundhouseError) in
      try AnswerCommand.show(.capabilities, invocation, console) { CapabilitiesView($0).text(console.output) }
    })
}
