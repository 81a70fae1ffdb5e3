internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let nodeCallKeys = ["agentId", "capability", "action", "retryPolicy", "timeout", "repeats"]
  private static let nodeKeys = ["id", "input", "update", "onError", "maxVisits", "description", "review", "sleep"]

  /// The nodes of a graph. Those whose ids cannot be read are left out, but all that is wrong with them is told.
  mutating func nodes(_ object: ManifestObject, _ members: [StateMember]) -> [NodeDraft] {
    guard object["nodes"] != nil else {
      problems.addMissing(
        "nodes", in: object.node, expected: "an array of nodes",
        remedy: "add \"nodes\": [{ \"id\": \"a\", \"capability\": \"text.echo\" }]")
      return []
    }
    guard let list = object.array("nodes", of: "nodes", count: 1...Self.maximumSteps, &problems) else { return [] }
    var drafts: [NodeDraft] = []
    for json in list {
      guard let draft = node(json, members) else { continue }
      if let twin = drafts.first(where: { $0.node.id == draft.node.id }) {
        problems.add(
          json, expected: "an id of its own", found: "\"\(draft.node.id)\", which is $.\(twin.json.path)'s",
          remedy: "rename one of the two")
      }
      drafts.append(draft)
    }
    for draft in drafts {
      if let id = draft.node.onError, let node = draft.json["onError"] { find(id, node, drafts) }
    }
    return drafts
  }

  private mutating func node(_ json: JSONNode, _ members: [StateMember]) -> NodeDraft? {
    let kinds = PatternKinds.all.map { $0.kind }
    guard let object = ManifestObject(json, keys: Self.nodeKeys + Self.nodeCallKeys + kinds, &problems) else {
      return nil
    }
    let id = object.text("id", Self.idRule, &problems)
    if object["id"] == nil {
      problems.addMissing("id", in: json, expected: "a string", remedy: "give the node an id of its own")
    }
    if id == Graph.end, let node = object["id"] {
      problems.add(node, rule: "\"\(Graph.end)\" is where ways end", remedy: "call the node otherwise")
    }
    var node = GraphNode(id ?? "", work(object, id ?? "", kinds))
    if let input = object["input"] {
      node.input = mapping(input, reads: GraphView.members.filter { $0 != "output" }, members)
    }
    node.update = updates(object, members)
    node.onError = object.text("onError", &problems)
    node.maxVisits = object.integer("maxVisits", in: 1...10_000, &problems)
    if case .call = node.work {
      node.retry = retry(object) ?? .never
      node.timeout = milliseconds("timeout", object)
      if object["repeats"] != nil {
        node.repeats = object.choice("repeats", &problems, as: Step.Repeats.self) ?? .idempotent
      }
    }
    return id == nil ? nil : NodeDraft(json: json, node: node)
  }

  /// What is done at a node: the one thing that it names.
  private mutating func work(_ object: ManifestObject, _ id: String, _ kinds: [String]) -> GraphWork {
    let isCall = ["agentId", "capability", "action"].contains { object[$0] != nil }
    let others = (kinds + ["review", "sleep"]).filter { object[$0] != nil }
    if others.count + (isCall ? 1 : 0) > 1, let second = object[others.last ?? ""] {
      problems.add(
        second, rule: "a node does one thing, and this one does several",
        remedy: "make a node of each, with an edge between")
    }
    if !isCall {
      for key in ["retryPolicy", "timeout", "repeats"] {
        guard let node = object[key] else { continue }
        problems.add(node, rule: "\"\(key)\" is for nodes that ask an agent", remedy: "take it out")
      }
    }
    guard let other = others.first, let node = object[other] else { return call(object, id, isCall) }
    switch other {
    case GraphDocument.kind: return graph(node).map { .graph($0) } ?? .nothing
    case "review": return .review(review(node))
    case "sleep": return .sleep(milliseconds("sleep", object) ?? 0)
    default:
      let kind = PatternKinds.all.first { $0.kind == other }
      guard let content = kind?.read(node, &self) else { return .nothing }
      return .document(PatternDocument(content, Array(node.raw)))
    }
  }

  private mutating func call(_ object: ManifestObject, _ id: String, _ isCall: Bool) -> GraphWork {
    let agent = object.text("agentId", Self.agentRule, &problems)
    let capability = object.text("capability", Self.capabilityRule, &problems)
    let action = object.text("action", Self.capabilityRule, &problems)
    guard isCall else { return .nothing }
    return CallTarget(agent: agent, capability: capability, action: action, usual: id).map { .call($0) } ?? .nothing
  }

  private mutating func updates(
    _ object: ManifestObject, _ members: [StateMember]
  ) -> [(member: String, value: InputMapping)] {
    guard let update = object["update"] else { return [] }
    guard update.kind == .object else {
      problems.add(
        update, expected: "an object of members", remedy: "write { \"total\": { \"$\": \".output.total\" } }")
      return []
    }
    let names = members.map(\.name)
    var updates: [(String, InputMapping)] = []
    for member in update.keyedMembers {
      if !names.contains(member.name) {
        problems.add(
          member.value, expected: "a member of the state", found: "\"\(member.name)\"",
          remedy: Spelling.nearest(to: member.name, among: names).map { "did you mean \"\($0)\"?" }
            ?? "declare it in \"state\"")
      }
      updates.append((member.name, mapping(member.value, reads: GraphView.members, members)))
    }
    return updates
  }
}
