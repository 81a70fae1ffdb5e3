internal import RoundhouseModel

/// What was found and cannot be used, with why and what to do.
struct RejectedView {
  let rejected: [JSONNode]
  let shadowed: [JSONNode]

  func text(_ ink: Ink) -> String {
    var text = rejected.isEmpty ? "" : "\n" + ink.bold("Rejected") + "\n"
    for agent in rejected {
      text += "  \(ink("✗", .red)) \(Printable.text(Self.place(agent))): \(Printable.text(agent.text("reason")))\n"
      let remedy = agent.text("remedy")
      if !remedy.isEmpty { text += "    \(ink("→", .cyan)) \(Printable.text(remedy))\n" }
    }
    if !shadowed.isEmpty { text += "\n" + ink.bold("Shadowed") + "\n" }
    for agent in shadowed {
      let line = "\(agent.text("id")) in \(agent.text("path")), by \(agent.text("by"))"
      text += "  \(ink("!", .yellow)) \(Printable.text(line))\n"
    }
    return text
  }

  private static func place(_ agent: JSONNode) -> String {
    let path = agent.text("path")
    return path.isEmpty ? agent.text("id") : path
  }
}
