internal import RoundhouseModel
internal import RoundhouseRuns

/// A graph as a picture: text for Graphviz, which `dot -Tsvg` makes an SVG of. Pure.
///
/// Solid arrows are edges, with their conditions; dashed ones are taken after a failure. What a person decides is a
/// hexagon, what waits is an ellipse, a document within is a frame or a box with a second edge.
struct GraphDrawing {
  private var lines: [String] = []
  private var clusters = 0

  /// The text in the language DOT.
  static func dot(_ graph: Graph) -> String {
    var drawing = GraphDrawing()
    drawing.lines = [
      "digraph \(DotText.quoted(graph.id)) {",
      "  rankdir=LR; compound=true; fontname=\"Helvetica\";",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
      "  edge [fontname=\"Helvetica\", fontsize=10];",
      "  label=\(DotText.quoted(title(graph)));",
    ]
    drawing.draw(graph, prefix: "", indent: "  ")
    drawing.lines.append("}\n")
    return drawing.lines.joined(separator: "\n")
  }

  private mutating func draw(_ graph: Graph, prefix: String, indent: String) {
    let name = { (id: String) in DotText.quoted(prefix + id) }
    lines.append("\(indent)\(name("(start)")) [shape=point, label=\"\"];")
    lines.append("\(indent)\(name(Graph.end)) [shape=doublecircle, label=\"\", width=0.15];")
    for node in graph.nodes {
      let shape = Self.shape(node.work)
      lines.append("\(indent)\(name(node.id)) [label=\(DotText.quoted(Self.label(node)))\(shape)];")
      if case .graph(let inner) = node.work { drawInner(inner, of: node, prefix, indent) }
    }
    lines.append("\(indent)\(name("(start)")) -> \(name(graph.start));")
    for edge in graph.edges {
      let label = edge.condition.map { " [label=\(DotText.quoted($0.text))]" } ?? ""
      for to in edge.to { lines.append("\(indent)\(name(edge.from)) -> \(name(to))\(label);") }
    }
    for node in graph.nodes {
      if !graph.edges.contains(where: { $0.from == node.id }) {
        lines.append("\(indent)\(name(node.id)) -> \(name(Graph.end));")
      }
      guard let other = node.onError else { continue }
      lines.append("\(indent)\(name(node.id)) -> \(name(other)) [style=dashed, label=\"error\"];")
    }
  }

  private mutating func drawInner(_ graph: Graph, of node: GraphNode, _ prefix: String, _ indent: String) {
    clusters += 1
    lines.append("\(indent)subgraph cluster_\(clusters) {")
    lines.append("\(indent)  label=\(DotText.quoted(Self.title(graph))); style=rounded;")
    draw(graph, prefix: "\(prefix)\(node.id)/", indent: indent + "  ")
    lines.append("\(indent)}")
    lines.append(
      "\(indent)\(DotText.quoted(prefix + node.id)) -> \(DotText.quoted("\(prefix)\(node.id)/(start)")) [style=dotted];"
    )
  }

  // MARK: Texts

  private static func title(_ graph: Graph) -> String {
    var parts = [graph.id]
    parts += graph.members.map {
      "\($0.name): \($0.type.rawValue)\($0.reducer == .last ? "" : ", \($0.reducer.rawValue)")"
    }
    if let timeout = graph.timeout { parts.append("at most \(DurationText.format(timeout))") }
    return parts.joined(separator: "\n")
  }

  private static func shape(_ work: GraphWork) -> String {
    switch work {
    case .call, .code: ""
    case .graph, .document: ", shape=box, style=\"\", peripheries=2"
    case .review: ", shape=hexagon, style=\"\""
    case .sleep: ", shape=ellipse"
    case .nothing: ", shape=diamond, style=\"\""
    }
  }

  private static func label(_ node: GraphNode) -> String {
    var lines = [node.id]
    switch node.work {
    case .call(let target):
      let (who, what) = (target.agent, target.capability)
      if !who.isEmpty || what != node.id { lines.append(who.isEmpty ? what : "\(who): \(what)") }
    case .graph(let graph): lines.append("graph \(graph.id)")
    case .document(let document): lines.append("\(document.workflow), \(document.content.size)")
    case .review(let request): lines.append(request.reason)
    case .sleep(let time): lines.append("waits \(DurationText.format(time))")
    case .code, .nothing: break
    }
    if node.retry.retries > 0, node.retry.growth != .none {
      lines.append("\(node.retry.retries) retries, \(DurationText.format(node.retry.base))")
    }
    if let timeout = node.timeout { lines.append("at most \(DurationText.format(timeout))") }
    if let visits = node.maxVisits { lines.append("at most \(visits) visits") }
    return lines.joined(separator: "\n")
  }
}
