internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let handoffKeys = [
    "id", "agents", "chains", "routes", "default", "pass", "maxHops", "name", "description", "pattern",
  ]
  private static let handoffAgentKeys = [
    "capability", "agent", "input", "retryPolicy", "timeout", "pass", "description",
  ]
  private static let chainKeys = ["id", "agents", "fallback_agents", "handoffs", "description"]
  private static let maximumChains = 100

  /// Chains of agents and the rules that choose one.
  mutating func handoff(_ root: JSONNode) -> HandoffDocument? {
    guard let object = ManifestObject(root, keys: Self.handoffKeys, &problems) else { return nil }
    let agents = object["agents"].flatMap { handoffAgents($0) }
    let passing = passing(object) ?? .full
    let hops = object.integer("maxHops", in: 1...1000, example: HandoffChain.usualHops, &problems)
    var chains: [HandoffChain] = []
    var isWhole = true
    for node in chainNodes(object) {
      if let chain = chain(node, agents, passing, hops ?? HandoffChain.usualHops, place: chains.count) {
        if chains.contains(where: { $0.id == chain.id }) {
          problems.add(
            node, expected: "a chain with an id of its own", found: "\"\(chain.id)\" again", remedy: "rename it")
        }
        chains.append(chain)
      } else {
        isWhole = false
      }
    }
    let ids = isWhole && !chains.isEmpty ? chains.map(\.id) : nil
    let routes = chainRoutes(object, ids)
    guard object["default"] != nil else {
      problems.addMissing(
        "default", in: root, expected: "the chain for all else",
        remedy: "add \"default\": \"\(chains.first?.id ?? "…")\"")
      return nil
    }
    guard let otherwise = chainID("default", object, ids), !chains.isEmpty else { return nil }
    return HandoffDocument(
      object.text("id", Self.idRule, &problems) ?? "handoff", chains, routes: routes, otherwise: otherwise)
  }

  // MARK: Agents

  private mutating func handoffAgents(_ node: JSONNode) -> [String: HandoffAgent]? {
    guard node.kind == .object else {
      problems.add(node, expected: "an object of agents by id", remedy: "write { \"search-agent\": { … } }")
      return nil
    }
    var agents: [String: HandoffAgent] = [:]
    for member in node.members.prefix(Self.maximumSteps) {
      if !DottedName.isValid(member.key) {
        problems.add(
          member.value, rule: "\"\(member.key)\" is no agent's id",
          remedy: DottedName.suggestion(for: member.key).map { "write \"\($0)\"" }
            ?? "use lower-case letters, digits, '-' and '_'")
      }
      // One that could not be read is there all the same, for the chains.
      agents[member.key] = handoffAgent(member.key, member.value) ?? HandoffAgent(member.key)
    }
    return agents
  }

  private mutating func handoffAgent(_ id: String, _ node: JSONNode) -> HandoffAgent? {
    guard let object = ManifestObject(node, keys: Self.handoffAgentKeys, &problems) else { return nil }
    let capability = object.text("capability", Self.capabilityRule, &problems)
    let isAny = object["agent"]?.isNull == true
    if isAny, object["capability"] == nil {
      problems.add(
        node, rule: "\"\(id)\" names neither an agent nor a capability",
        remedy: "add \"capability\": \"document.search\"")
    }
    let pinned = isAny ? "" : object["agent"] == nil ? id : object.text("agent", Self.agentRule, &problems) ?? id
    var draft = StepDraft(node)
    let input = object["input"].map { mapping($0, &draft) }
    checkReferences(of: draft.expressions, ["input", "previous"])
    return HandoffAgent(
      id, CallTarget(capability: capability ?? "chat", agent: pinned), input: input, retry: retry(object) ?? .never,
      timeout: milliseconds("timeout", object), passing: passing(object))
  }

  // MARK: Chains

  private mutating func chainNodes(_ object: ManifestObject) -> [JSONNode] {
    guard object["chains"] != nil else {
      problems.addMissing(
        "chains", in: object.node, expected: "an array of chains",
        remedy: "add \"chains\": [{ \"id\": \"search_llm\", \"agents\": [\"search-agent\", \"llm-agent\"] }]")
      return []
    }
    return object.array("chains", of: "chains", count: 1...Self.maximumChains, &problems) ?? []
  }

  private mutating func chain(
    _ node: JSONNode, _ agents: [String: HandoffAgent]?, _ passing: HandoffPassing, _ hops: Int, place: Int
  ) -> HandoffChain? {
    guard let object = ManifestObject(node, keys: Self.chainKeys, &problems) else { return nil }
    for (key, example) in [("id", "\"search_llm\""), ("agents", "[\"search-agent\", \"llm-agent\"]")]
    where object[key] == nil {
      problems.addMissing(
        key, in: node, expected: key == "id" ? "a string" : "an array of agents' ids",
        remedy: "add \"\(key)\": \(example)")
    }
    let order = (object.array("agents", of: "agents' ids", count: 1...Self.maximumSteps, &problems) ?? [])
      .compactMap { member($0, agents) }
    let fallbacks = fallbacks(object, agents, order)
    let handoffs = object["handoffs"].map { _ in
      (object.array("handoffs", of: "agents' ids", count: 0...Self.maximumSteps, &problems) ?? [])
        .compactMap { member($0, agents) }
    }
    guard let id = object.text("id", Self.idRule, &problems), !order.isEmpty else { return nil }
    return HandoffChain(
      id, order, fallbackAgents: fallbacks, handoffs: handoffs, passing: passing, maximumHops: hops)
  }

  private mutating func fallbacks(
    _ object: ManifestObject, _ agents: [String: HandoffAgent]?, _ order: [HandoffAgent]
  ) -> [String: [HandoffAgent]] {
    guard let node = object["fallback_agents"] else { return [:] }
    guard node.kind == .object else {
      problems.add(
        node, expected: "an object of arrays of agents' ids", remedy: "write { \"rag-agent\": [\"search-agent\"] }")
      return [:]
    }
    // Whoever is handed to from outside of the order may have a fallback, too.
    let known = order.map(\.id) + (object["handoffs"]?.elements.compactMap(\.string) ?? [])
    var fallbacks: [String: [HandoffAgent]] = [:]
    for member in node.members {
      if !known.contains(member.key) {
        problems.add(
          member.value, rule: "\"\(member.key)\" is no agent of this chain, so nobody takes its place",
          remedy: Spelling.nearest(to: member.key, among: known).map { "did you mean \"\($0)\"?" } ?? "take it out")
      }
      guard member.value.kind == .array else {
        problems.add(member.value, expected: "an array of agents' ids", remedy: "write [\"search-agent\"]")
        continue
      }
      fallbacks[member.key] = member.value.elements.compactMap { self.member($0, agents) }
    }
    return fallbacks
  }

  /// An agent of a chain by its id.
  private mutating func member(_ node: JSONNode, _ agents: [String: HandoffAgent]?) -> HandoffAgent? {
    guard let id = Self.agentRule.text(node, &problems) else { return nil }
    guard let agents else { return HandoffAgent(id) }
    if let agent = agents[id] { return agent }
    let names = agents.keys.sorted()
    problems.add(
      node, expected: "one of $.agents",
      remedy: Spelling.nearest(to: id, among: names).map { "did you mean \"\($0)\"?" }
        ?? "add \"\(id)\": {} to \"agents\"")
    return nil
  }

  // MARK: Rules

  private mutating func chainRoutes(
    _ object: ManifestObject, _ ids: [String]?
  ) -> [(when: StepCondition, to: String)] {
    var routes: [(when: StepCondition, to: String)] = []
    for node in object.array("routes", of: "routes", count: 0...100, &problems) ?? [] {
      guard let route = ManifestObject(node, keys: ["when", "to"], &problems) else { continue }
      for (key, expected) in [("when", "an expression"), ("to", "a chain's id")] where route[key] == nil {
        problems.addMissing(
          key, in: node, expected: expected,
          remedy: "write { \"when\": \".input.message | contains(\\\"search\\\")\", \"to\": \"search_llm\" }")
      }
      var draft = StepDraft(node)
      let when = condition("when", route, &draft)
      checkReferences(of: draft.expressions, ["input"])
      if let when, let to = chainID("to", route, ids) { routes.append((when, to)) }
    }
    return routes
  }

  /// - Parameter ids: nil if a chain could not be read, which may be the one that is meant.
  private mutating func chainID(_ key: String, _ object: ManifestObject, _ ids: [String]?) -> String? {
    guard let id = object.text(key, &problems), let node = object[key] else { return nil }
    guard let ids, !ids.contains(id) else { return id }
    problems.add(
      node, expected: "the id of a chain",
      remedy: Spelling.nearest(to: id, among: ids).map { "did you mean \"\($0)\"?" }
        ?? "choose one of \(ids.joined(separator: ", "))")
    return nil
  }

  /// What an expression reads must be there.
  private mutating func checkReferences(of expressions: [(node: JSONNode, expression: Expression)], _ members: [String])
  {
    for (node, expression) in expressions {
      for reference in expression.references where reference.variable == nil {
        guard case .key(let member)? = reference.path.first, !members.contains(member) else { continue }
        problems.add(
          node, expected: "\(members.map { ".\($0)" }.joined(separator: " or ")) in an expression",
          found: "\(reference)",
          remedy: Spelling.nearest(to: member, among: members).map { "did you mean \".\($0)\"?" }
            ?? "the request's text is .input.message")
      }
    }
  }

  // MARK: What is passed on

  private mutating func passing(_ object: ManifestObject) -> HandoffPassing? {
    guard let node = object["pass"] else { return nil }
    if node.string == "full" { return .full }
    guard node.kind == .object, node.count == 1,
      let policy = ManifestObject(node, keys: ["last", "fields", "summary"], &problems)
    else {
      if node.kind != .object || node.count != 1 {
        problems.add(
          node, expected: "\"full\", { \"last\": … }, { \"fields\": … } or { \"summary\": … }",
          remedy: "choose one of them, such as \"full\"")
      }
      return nil
    }
    if let count = policy.integer("last", in: 1...1000, example: 2, &problems) { return .last(count) }
    if let names = policy.texts("fields", of: "fields", .fieldName, &problems) { return .fields(names) }
    guard
      let summary = policy.object("summary", keys: ["bytes", "capability", "agent"], &problems)
    else { return nil }
    let capability = summary.text("capability", Self.capabilityRule, &problems)
    let agent = summary.text("agent", Self.agentRule, &problems)
    let target = CallTarget(agent: agent, capability: capability, action: nil, usual: "text.summarize")
    return .summary(bytes: summary.integer("bytes", in: 16...1_000_000, example: 2000, &problems) ?? 2000, target)
  }
}

extension TextRule {
  fileprivate static let fieldName = TextRule(
    "the name of a member", maximum: 128, remedy: "name a member of the answers, such as \"results\""
  ) { !$0.isEmpty }
}
