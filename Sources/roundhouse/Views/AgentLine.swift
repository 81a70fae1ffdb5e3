internal import RoundhouseModel

/// One agent in one line, after something was done to it.
struct AgentLine {
  private let agent: JSONNode

  init(_ agent: JSONNode) { self.agent = agent }

  func text(_ ink: Ink) -> String {
    let state = agent.text("state")
    let reason = agent.text("reason")
    let why = reason.isEmpty ? "" : ": " + Printable.text(reason)
    return "\(ink.bold(Printable.text(agent.text("id")))) is \(ink(state, StateColor.of(state)))\(why), "
      + "priority \(agent.number("priority")), weight \(agent.number("weight"))" + replacement
  }

  private var replacement: String {
    guard let replacement = agent["replacement"] else { return ", version \(Printable.text(agent.text("version")))" }
    return ", version \(Printable.text(agent.text("version"))) beside "
      + "\(Printable.text(replacement["new"]?.text("version") ?? "")) with \(replacement.number("share")) % of the calls"
  }
}
