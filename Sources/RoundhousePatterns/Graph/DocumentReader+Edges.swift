internal import RoundhouseModel

extension DocumentReader {
  /// The edges of a graph, each with where it stands.
  mutating func edges(
    _ object: ManifestObject, _ drafts: [NodeDraft], _ members: [StateMember]
  ) -> [(node: JSONNode, edge: GraphEdge)] {
    var edges: [(JSONNode, GraphEdge)] = []
    var defaults: [String: JSONNode] = [:]
    for node in object.array("edges", of: "edges", count: 0...Self.maximumSteps * 4, &problems) ?? [] {
      guard let edge = edge(node, drafts, members) else { continue }
      if let first = defaults[edge.from] {
        problems.add(
          node, rule: "it is never taken, because $.\(first.path) is always",
          remedy: "put it before that one, or send the way to several nodes: \"to\": [\"a\", \"b\"]")
      }
      if edge.condition == nil, node["when"] == nil { defaults[edge.from] = defaults[edge.from] ?? node }
      edges.append((node, edge))
    }
    for draft in drafts {
      guard let last = edges.last(where: { $0.1.from == draft.node.id }), defaults[draft.node.id] == nil else {
        continue
      }
      problems.add(
        last.0, rule: "all edges of \(draft.node.id) have conditions, and none may hold",
        remedy: "add { \"from\": \"\(draft.node.id)\", \"to\": \"\(Graph.end)\" } behind them, or another for all else")
    }
    return edges
  }

  private mutating func edge(_ node: JSONNode, _ drafts: [NodeDraft], _ members: [StateMember]) -> GraphEdge? {
    guard let object = ManifestObject(node, keys: ["from", "to", "when", "description"], &problems) else { return nil }
    for key in ["from", "to"] where object[key] == nil {
      problems.addMissing(
        key, in: node, expected: "the id of a node",
        remedy: "write { \"from\": \"a\", \"to\": \"b\", \"when\": \".state.total > 1000\" }")
    }
    var to: [String] = []
    let ends = object["to"].map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
    for end in ends {
      guard let id = ManifestObject.text(end, maximum: 128, &problems) else { continue }
      find(id, end, drafts)
      if to.contains(id) {
        problems.add(end, expected: "each node once", found: "\"\(id)\" again", remedy: "remove one")
      }
      to.append(id)
    }
    if let node = object["to"], ends.isEmpty {
      problems.add(node, expected: "a node, or several", remedy: "name one, or \"\(Graph.end)\"")
    }
    var condition: GraphCondition?
    if let node = object["when"] {
      condition = expression(node, reads: GraphView.members, members).map { GraphCondition($0) }
    }
    guard let from = object.text("from", &problems), let node = object["from"] else { return nil }
    find(from, node, drafts, mayBeEnd: false)
    return GraphEdge(from, to, condition)
  }

  /// Sees to it that an id is one of a node, or the end.
  mutating func find(_ id: String, _ node: JSONNode, _ drafts: [NodeDraft], mayBeEnd: Bool = true) {
    if mayBeEnd && id == Graph.end || drafts.contains(where: { $0.node.id == id }) { return }
    let ids = drafts.map(\.node.id)
    problems.add(
      node, expected: "the id of a node\(mayBeEnd ? " or \"\(Graph.end)\"" : "")",
      remedy: Spelling.nearest(to: id, among: ids).map { "did you mean \"\($0)\"?" }
        ?? (ids.isEmpty ? "add the node" : "choose one of \(ids.prefix(20).joined(separator: ", "))"))
  }
}
