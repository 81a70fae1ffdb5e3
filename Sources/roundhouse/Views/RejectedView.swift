internal import RoundhouseModel

/// What was found and cannot be used, with why and what to do.
struct RejectedView {
  let rejected: [JSONNode]
  let shadowed: [JSONNode]

  func text(_ terminal: Terminal) -> String {
    let ink = terminal.ink
    var text = rejected.isEmpty ? "" : "\n" + ink.bold("Rejected") + "\n"
    for agent in rejected {
      text += Self.item(ink("✗", .red), "\(Self.place(agent)): \(agent.text("reason"))", 4, terminal)
      let remedy = agent.text("remedy")
      if !remedy.isEmpty { text += "  " + Self.item(ink("→", .cyan), remedy, 6, terminal) }
    }
    if !shadowed.isEmpty { text += "\n" + ink.bold("Shadowed") + "\n" }
    for agent in shadowed {
      let line = "\(agent.text("id")) in \(agent.text("path")), by \(agent.text("by"))"
      text += Self.item(ink("!", .yellow), line, 4, terminal)
    }
    return text
  }

  /// A mark and a text, whose further lines stand under its first.
  private static func item(_ mark: String, _ text: String, _ indent: Int, _ terminal: Terminal) -> String {
    let text = Wrapping.wrap(Printable.text(text), width: terminal.width ?? .max, indent: indent)
    return "  \(mark) \(text.drop { $0 == " " })\n"
  }

  private static func place(_ agent: JSONNode) -> String {
    let path = agent.text("path")
    return path.isEmpty ? agent.text("id") : path
  }
}
