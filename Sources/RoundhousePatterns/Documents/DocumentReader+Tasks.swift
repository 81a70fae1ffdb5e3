internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let coordinationKeys = [
    "id", "strategy", "tasks", "routes", "default", "onFailure", "timeout", "output", "name", "description", "pattern",
  ]

  /// Tasks and how they are carried out.
  mutating func coordination(_ root: JSONNode) -> CoordinationDocument? {
    guard let object = ManifestObject(root, keys: Self.coordinationKeys, &problems) else { return nil }
    let drafts = steps("tasks", object, .task)
    let name = object.choice("strategy", of: CoordinationStrategy.names, &problems) ?? CoordinationStrategy.names[0]
    var document = CoordinationDocument(object.text("id", Self.idRule, &problems) ?? "tasks", [], .sequential)
    document.strategy = strategy(name, object, drafts)
    document.onFailure = object.choice("onFailure", &problems, as: FailurePolicy.self)
    document.timeout = milliseconds("timeout", object)
    var plan = Plan(document.id, drafts.map(\.step), isParallel: name != CoordinationStrategy.names[0])
    finish(&plan, drafts, object)
    document.tasks = plan.steps.map { AgentTask($0) }
    document.output = plan.output
    return document
  }

  private mutating func strategy(
    _ name: String, _ object: ManifestObject, _ drafts: [StepDraft]
  ) -> CoordinationStrategy {
    guard name == "conditional" else {
      for key in ["routes", "default"] {
        guard let node = object[key] else { continue }
        problems.add(
          node, rule: "\"\(key)\" is for the conditional strategy, and this one is \(name)",
          remedy: "write \"strategy\": \"conditional\", or take it out")
      }
      return name == "parallel" ? .parallel : .sequential
    }
    for draft in drafts where !draft.before.isEmpty {
      problems.add(
        draft.node["depends_on"] ?? draft.node, rule: "one task alone is carried out, so it cannot come after another",
        remedy: "take the dependency out")
    }
    var rules: [(when: StepCondition, to: String)] = []
    for node in object.array("routes", of: "routes", count: 0...100, &problems) ?? [] {
      if let rule = rule(node, drafts) { rules.append(rule) }
    }
    guard object["default"] != nil else {
      problems.addMissing(
        "default", in: object.node, expected: "the task for all else",
        remedy: "add \"default\": \"\(drafts.first?.step.id ?? "…")\"")
      return .sequential
    }
    return .conditional(TaskRouter(rules, otherwise: task("default", object, drafts) ?? ""))
  }

  private mutating func rule(_ node: JSONNode, _ drafts: [StepDraft]) -> (when: StepCondition, to: String)? {
    guard let object = ManifestObject(node, keys: ["when", "to"], &problems) else { return nil }
    for (key, example) in [("when", "an expression"), ("to", "a task's id")] where object[key] == nil {
      problems.addMissing(
        key, in: node, expected: example, remedy: "write { \"when\": \".input.amount > 1000\", \"to\": \"finance\" }")
    }
    var draft = StepDraft(node)
    let when = condition("when", object, &draft)
    check(draft.expressions, [], drafts)
    guard let when, let to = task("to", object, drafts) else { return nil }
    return (when, to)
  }

  /// A task's id, or an agent's that only one task asks.
  private mutating func task(_ key: String, _ object: ManifestObject, _ drafts: [StepDraft]) -> String? {
    guard let name = object.text(key, &problems), let node = object[key] else { return nil }
    if let draft = drafts.first(where: { $0.step.id == name }) { return draft.step.id }
    let asked = drafts.filter { $0.step.target.agent == name }
    if asked.count == 1 { return asked[0].step.id }
    let ids = drafts.map(\.step.id)
    problems.add(
      node, expected: "the id of one task",
      remedy: Spelling.nearest(to: name, among: ids).map { "did you mean \"\($0)\"?" }
        ?? "choose one of \(ids.joined(separator: ", "))")
    return nil
  }
}
