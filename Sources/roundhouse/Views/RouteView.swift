internal import RoundhouseModel

/// Whom the router would ask, in order, and why not the others.
struct RouteView {
  private let route: JSONNode

  init(_ route: JSONNode) { self.route = route }

  /// - Parameter isExplained: with the reasons; else only the agents that would be asked.
  func text(_ terminal: Terminal, isExplained: Bool) -> String {
    let ink = terminal.ink
    let candidates = route.list("candidates")
    guard isExplained else {
      return candidates.map { Printable.text($0.text("agent")) + "\n" }.joined()
    }
    let name = "\(route.text("capability"))@\(route.number("version"))"
    var text = "\(ink.bold(Printable.text(name))), strategy \(route.text("strategy"))\n\n"
    text +=
      candidates.isEmpty
      ? ink("Nobody can answer now.\n", .red) : self.candidates(candidates).text(width: terminal.width, ink: ink)
    let rejections = route.list("rejections")
    guard !rejections.isEmpty else { return text }
    return text + "\n" + ink.bold("Passed over") + "\n" + Self.rejections(rejections, ink)
  }

  private func candidates(_ candidates: [JSONNode]) -> Table {
    var table = Table([
      .init("", isNumber: true), .init("AGENT"), .init("PRIORITY", isNumber: true), .init("STATE"),
      .init("IN FLIGHT", isNumber: true), .init("LATENCY", isNumber: true), .init("WHY HERE", mayShrink: true),
    ])
    for (index, candidate) in candidates.enumerated() {
      let state = candidate.text("state")
      let latency = candidate.microseconds("latencyUs")
      table.add([
        .init("\(index + 1)"), .init(candidate.text("agent"), .bold), .init("\(candidate.number("priority"))"),
        .init(state, StateColor.of(state)), .init("\(candidate.number("inFlight"))"),
        .init(latency == 0 ? "–" : Figures.duration(latency)), .init(candidate.text("detail"), .dim),
      ])
    }
    return table
  }

  private static func rejections(_ rejections: [JSONNode], _ ink: Ink) -> String {
    let agents = rejections.map { Printable.text($0.text("agent")) }
    let column = agents.reduce(0) { max($0, DisplayWidth.of($1)) }
    return zip(agents, rejections).map { agent, rejection in
      let space = String(repeating: " ", count: column - DisplayWidth.of(agent) + 2)
      return
        "  \(agent)\(space)\(ink(rejection.text("reason"), .yellow))  \(Printable.text(rejection.text("detail")))\n"
    }.joined()
  }
}
