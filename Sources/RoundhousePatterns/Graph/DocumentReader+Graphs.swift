internal import RoundhouseModel

extension DocumentReader {
  private static let graphKeys = [
    "id", "state", "nodes", "edges", "start", "maxVisits", "maxSteps", "timeout", "output", "name", "description",
    "pattern",
  ]
  private static let mostVisits = 10_000

  /// A graph with its nodes and edges.
  mutating func graph(_ root: JSONNode) -> Graph? {
    guard let object = ManifestObject(root, keys: Self.graphKeys, &problems) else { return nil }
    let id = object.text("id", Self.idRule, &problems) ?? GraphDocument.kind
    let members = stateMembers(object)
    let drafts = nodes(object, members)
    let edges = edges(object, drafts, members)
    var graph = Graph(id, state: members, nodes: drafts.map(\.node), edges: edges.map(\.edge))
    graph.timeout = milliseconds("timeout", object)
    graph.maxVisits = object.integer("maxVisits", in: 1...Self.mostVisits, &problems) ?? graph.maxVisits
    graph.maxSteps = object.integer("maxSteps", in: 1...Self.mostVisits, &problems) ?? graph.maxSteps
    if let start = object.text("start", &problems) {
      graph.start = start
      if let node = object["start"] { find(start, node, drafts, mayBeEnd: false) }
    }
    if let node = object["output"] {
      graph.output = mapping(node, reads: GraphView.members, members)
    }
    checkShape(graph, drafts, edges)
    return graph
  }

  // MARK: State

  private mutating func stateMembers(_ object: ManifestObject) -> [StateMember] {
    guard let state = object["state"] else { return [] }
    guard state.kind == .object else {
      problems.add(
        state, expected: "an object of members",
        remedy: "write { \"total\": { \"type\": \"number\", \"reducer\": \"add\" } }")
      return []
    }
    return state.keyedMembers.compactMap { stateMember($0.name, $0.value) }
  }

  private mutating func stateMember(_ name: String, _ node: JSONNode) -> StateMember? {
    if node.kind == .string { return stateType(node, in: nil).map { StateMember(name, $0) } }
    guard node.kind == .object else {
      problems.add(
        node, expected: "a type, or an object",
        remedy: "write \"number\", or { \"type\": \"number\", \"reducer\": \"add\" }")
      return nil
    }
    guard let object = ManifestObject(node, keys: ["type", "reducer", "initial", "description"], &problems) else {
      return nil
    }
    let reducer = object.choice("reducer", &problems, as: StateReducer.self) ?? .last
    let type = object["type"].flatMap { stateType($0, in: object) } ?? reducer.type ?? .any
    if let needed = reducer.type, type != needed, let node = object["type"] ?? object["reducer"] {
      problems.add(
        node, rule: "\"\(reducer.rawValue)\" is for \(needed.phrase), and \(name) is \(type.phrase)",
        remedy: "write \"type\": \"\(needed.rawValue)\", or choose another reducer")
    }
    var member = StateMember(name, type, reducer: reducer)
    if let node = object["initial"] { member.initial = mapping(node, reads: ["input"], []) }
    return member
  }

  private mutating func stateType(_ node: JSONNode, in object: ManifestObject?) -> StateType? {
    if let object { return object.choice("type", &problems, as: StateType.self) }
    if let type = node.string.flatMap({ StateType(rawValue: $0) }) { return type }
    let words = StateType.allCases.map(\.rawValue)
    problems.add(
      node, expected: "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))",
      remedy: node.string.flatMap { Spelling.nearest(to: $0, among: words) }.map { "did you mean \"\($0)\"?" }
        ?? "choose one, such as \"any\"")
    return nil
  }

  // MARK: The whole

  /// What can be seen only when all is there.
  private mutating func checkShape(_ graph: Graph, _ drafts: [NodeDraft], _ edges: [(node: JSONNode, edge: GraphEdge)])
  {
    guard problems.isEmpty, let routes = try? GraphRoutes(graph) else { return }
    let unreached = drafts.indices.filter { !routes.shape.isReached[$0] }
    for place in unreached {
      problems.add(
        drafts[place].json, rule: "no way from \(graph.start) leads to \(drafts[place].node.id)",
        remedy: "let an edge lead there, or take it out")
    }
    let isEnd = drafts.indices.map { place in
      routes.ways[place].isEmpty || routes.ways[place].contains { $0.to.isEmpty } || routes.afterFailure[place] == []
    }
    let trapped = routes.shape.trapped(isEnd).filter { !unreached.contains($0) }
    if let first = trapped.first {
      let names = trapped.map { drafts[$0].node.id }.joined(separator: ", ")
      problems.add(
        drafts[first].json, rule: "no way leads from \(names) to an end",
        remedy: "let an edge of \(trapped.count == 1 ? "it" : "one of them") lead to \"\(Graph.end)\"")
    }
  }
}
