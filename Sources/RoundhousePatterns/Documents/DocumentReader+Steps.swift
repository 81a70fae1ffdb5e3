internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  static let idRule = TextRule("an id of at most 128 bytes", maximum: 128, remedy: "give it an id such as \"book\"") {
    id in
    !id.isEmpty && !id.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  static let agentRule = TextRule.name("acme.mailer")
  static let capabilityRule = TextRule.name("ticket.purchase")

  /// The steps of a plan or the tasks of a coordination, with their dependencies as ids of steps.
  mutating func steps(_ key: String, _ object: ManifestObject, _ keys: StepKeys) -> [StepDraft] {
    guard object[key] != nil else {
      problems.addMissing(
        key, in: object.node, expected: "an array of \(keys.what)",
        remedy: "add \"\(key)\": [{ \"id\": \"a\", \"capability\": \"text.echo\" }]")
      return []
    }
    guard let nodes = object.array(key, of: keys.what, count: 1...Self.maximumSteps, &problems) else { return [] }
    var drafts: [StepDraft] = []
    var isWhole = true
    for node in nodes {
      if let draft = step(node, keys, place: drafts.count) { drafts.append(draft) } else { isWhole = false }
    }
    refuseTwins(drafts)
    for place in drafts.indices { connect(&drafts, place, keys, isWhole: isWhole) }
    return drafts
  }

  private mutating func step(_ node: JSONNode, _ keys: StepKeys, place: Int) -> StepDraft? {
    guard let object = ManifestObject(node, keys: keys.all, &problems) else { return nil }
    var draft = StepDraft(node)
    let agent = object.text(keys.agent, Self.agentRule, &problems)
    let id = id(object, agent, keys, place)
    draft.step.id = id ?? ""
    target(&draft, object, agent, keys)
    if let node = object[keys.input] {
      draft.step.input = mapping(node, &draft)
    } else if keys.agent == StepKeys.task.agent {
      draft.step.input = .passedOn
    }
    draft.step.condition = condition("condition", object, &draft)
    draft.step.retry = retry(object) ?? .never
    draft.step.timeout = milliseconds("timeout", object)
    if object["onFailure"] != nil {
      draft.step.onFailure = object.choice("onFailure", &problems, as: FailurePolicy.self)
    }
    if object["repeats"] != nil {
      draft.step.repeats = object.choice("repeats", &problems, as: Step.Repeats.self) ?? .idempotent
    }
    // Without an id it cannot be one of the steps, but all that is wrong with it was told.
    return id == nil ? nil : draft
  }

  /// Tasks may be called as their agents are, as in seed 001.
  private mutating func id(_ object: ManifestObject, _ agent: String?, _ keys: StepKeys, _ place: Int) -> String? {
    if object["id"] != nil { return object.text("id", Self.idRule, &problems) }
    if keys.agent == StepKeys.task.agent { return agent ?? "task_\(place + 1)" }
    problems.addMissing("id", in: object.node, expected: "a string", remedy: "give the step an id of its own")
    return nil
  }

  private mutating func target(_ draft: inout StepDraft, _ object: ManifestObject, _ agent: String?, _ keys: StepKeys) {
    let capability = object.text("capability", Self.capabilityRule, &problems)
    var action = object.text("action", Self.capabilityRule, &problems)
    var usual = draft.step.id
    if keys.agent == StepKeys.task.agent {
      // Seed 001 says what is to be done in the input, or sends a message.
      action = action ?? object[keys.input]?["action"]?.string
      usual = "chat"
    }
    if let target = CallTarget(agent: agent, capability: capability, action: action, usual: usual) {
      draft.step.target = target
    } else if [keys.agent, "capability", "action"].allSatisfy({ object[$0] == nil }) {
      problems.add(
        draft.node, rule: "step \"\(draft.step.id)\" names neither an agent nor a capability nor an action",
        remedy: "add \"\(keys.agent)\", \"capability\" or \"action\"")
    }
  }

  mutating func retry(_ object: ManifestObject) -> Retry? {
    guard let policy = object.object("retryPolicy", keys: ["maxRetries", "backoffMs", "growth"], &problems) else {
      return nil
    }
    let growth = policy.choice("growth", &problems, as: Retry.Growth.self) ?? .linear
    let base = policy.integer("backoffMs", in: 0...3_600_000, example: 1000, &problems) ?? 1000
    return Retry(
      growth, retries: policy.integer("maxRetries", in: 0...Retry.most, example: 3, &problems) ?? 3,
      base: .milliseconds(UInt64(base)), limit: .seconds(3600), jitter: growth == .exponential ? 0.2 : 0)
  }

  // MARK: Between steps

  private mutating func refuseTwins(_ drafts: [StepDraft]) {
    var first: [String: JSONNode] = [:]
    for draft in drafts {
      guard let twin = first.updateValue(draft.node, forKey: draft.step.id) else { continue }
      first[draft.step.id] = twin
      problems.add(
        draft.node["id"] ?? draft.node, expected: "an id of its own",
        found: "\"\(draft.step.id)\", which is $.\(twin.path)'s", remedy: "rename one of the two")
    }
  }

  private mutating func connect(_ drafts: inout [StepDraft], _ place: Int, _ keys: StepKeys, isWhole: Bool) {
    let present = keys.dependencies.filter { drafts[place].node[$0] != nil }
    if present.isEmpty { return }
    // Its keys were looked at already.
    let known = drafts[place].node.members.map(\.key)
    guard let object = ManifestObject(drafts[place].node, keys: known, &problems) else { return }
    if present.count > 1, let node = object[present[1]] {
      problems.add(
        node, rule: "\"\(present[0])\" and \"\(present[1])\" say the same", remedy: "keep \"\(present[0])\" alone")
    }
    guard let key = present.first,
      let nodes = object.array(key, of: "dependencies", count: 0...Self.maximumSteps, &problems)
    else { return }
    for node in nodes {
      guard let other = dependency(node, of: place, drafts, isWhole: isWhole) else { continue }
      drafts[place].before.append(other)
      drafts[place].step.dependencies.append(drafts[other].step.id)
    }
    if !nodes.isEmpty, object[keys.input] == nil, keys.agent == StepKeys.plan.agent {
      drafts[place].step.input = .gathered
    }
  }

  /// A step's id; or an agent's, if one other step alone asks it.
  private mutating func dependency(
    _ node: JSONNode, of place: Int, _ drafts: [StepDraft], isWhole: Bool
  ) -> Int? {
    guard let name = ManifestObject.text(node, maximum: 128, &problems) else { return nil }
    if let other = drafts.firstIndex(where: { $0.step.id == name }) { return other }
    let asked = drafts.indices.filter { $0 != place && drafts[$0].step.target.agent == name }
    if asked.count == 1 { return asked[0] }
    if asked.count > 1 {
      problems.add(
        node, expected: "the id of one step",
        found: "\"\(name)\", an agent that \(asked.map { "\"\(drafts[$0].step.id)\"" }.joined(separator: ", ")) ask",
        remedy: "write the id of the one that is meant")
    } else if isWhole {
      // A step that could not be read may be the one that is meant.
      let nearest = Spelling.nearest(to: name, among: drafts.map(\.step.id).filter { $0 != drafts[place].step.id })
      problems.add(
        node, expected: "the id of another step",
        remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "name a step that is there, or take it out")
    }
    return nil
  }
}
