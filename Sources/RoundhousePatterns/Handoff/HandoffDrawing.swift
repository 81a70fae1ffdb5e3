internal import RoundhouseModel

/// Chains as a picture: text for Graphviz. Pure.
///
/// A diamond is the choice; from there a line leads to each chain, which is a frame. Solid arrows are its order, dashed
/// ones lead to who takes the place of an agent that fails, dotted ones to whom agents may hand over beyond the order.
struct HandoffDrawing {
  private var lines: [String] = []

  static func dot(_ document: HandoffDocument) -> String {
    var drawing = HandoffDrawing()
    drawing.lines = [
      "digraph \(DotText.quoted(document.id)) {",
      "  rankdir=LR; compound=true; fontname=\"Helvetica\";",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
      "  \"?\" [shape=diamond, label=\"which chain\"];",
    ]
    for (place, chain) in document.chains.enumerated() { drawing.draw(chain, place) }
    for (when, to) in document.routes { drawing.drawRoute(document.chains, to, when) }
    drawing.drawRoute(document.chains, document.router.otherwise, "else")
    drawing.lines.append("}\n")
    return drawing.lines.joined(separator: "\n")
  }

  private mutating func draw(_ chain: HandoffChain, _ place: Int) {
    lines.append("  subgraph cluster_\(place) {")
    lines.append("    label=\(DotText.quoted(chain.id)); style=rounded;")
    for (turn, agent) in chain.agents.enumerated() {
      lines.append("    \(Self.name(place, turn)) [label=\(DotText.quoted(Self.label(agent)))];")
    }
    for turn in chain.agents.indices.dropFirst() {
      lines.append("    \(Self.name(place, turn - 1)) -> \(Self.name(place, turn));")
    }
    for (turn, agent) in chain.agents.enumerated() { drawFallbacks(of: agent, chain, place, turn) }
    let own = chain.agents.map(\.id)
    for (number, other) in chain.handoffs.filter({ !own.contains($0.id) }).enumerated() {
      let name = DotText.quoted("\(place)/handoff/\(number)")
      lines.append("    \(name) [label=\(DotText.quoted(Self.label(other)))];")
      for turn in chain.agents.indices { lines.append("    \(Self.name(place, turn)) -> \(name) [style=dotted];") }
    }
    lines.append("  }")
  }

  private mutating func drawFallbacks(of agent: HandoffAgent, _ chain: HandoffChain, _ place: Int, _ turn: Int) {
    var last = Self.name(place, turn)
    for (number, other) in (chain.fallbackAgents[agent.id] ?? []).enumerated() {
      let name = DotText.quoted("\(place)/\(turn)/\(number)")
      lines.append("    \(name) [label=\(DotText.quoted(Self.label(other))), style=\"rounded,dashed\"];")
      lines.append("    \(last) -> \(name) [style=dashed, label=\"if it fails\"];")
      last = name
    }
  }

  private mutating func drawRoute(_ chains: [HandoffChain], _ id: String, _ when: String) {
    guard let place = chains.firstIndex(where: { $0.id == id }) else { return }
    lines.append("  \"?\" -> \(Self.name(place, 0)) [label=\(DotText.quoted(when)), lhead=cluster_\(place)];")
  }

  private static func name(_ place: Int, _ turn: Int) -> String { DotText.quoted("\(place)/\(turn)") }

  private static func label(_ agent: HandoffAgent) -> String {
    var lines = [agent.id]
    let (who, what) = (agent.target.agent, agent.target.capability)
    lines.append(who == agent.id || who.isEmpty ? what : "\(who): \(what)")
    if let timeout = agent.timeout { lines.append("at most \(DurationText.format(timeout))") }
    return lines.joined(separator: "\n")
  }
}
