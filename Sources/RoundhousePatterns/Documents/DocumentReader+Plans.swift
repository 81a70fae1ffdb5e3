internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let planKeys = [
    "id", "steps", "parallel", "timeout", "fallbackPlan", "together", "output", "name", "description", "pattern",
  ]

  /// A plan and those that take its place, in order.
  mutating func plans(_ root: JSONNode) -> [Plan]? {
    var plans: [Plan] = []
    var next: JSONNode? = root
    while let node = next {
      guard plans.count < Self.maximumPlans else {
        problems.add(
          node, expected: "at most \(Self.maximumPlans) plans within one another", found: "one more",
          remedy: "take it out")
        break
      }
      guard let object = ManifestObject(node, keys: Self.planKeys, &problems) else { return nil }
      plans.append(plan(object, usual: plans.isEmpty ? "plan" : "fallback"))
      next = object["fallbackPlan"]
    }
    return plans
  }

  private mutating func plan(_ object: ManifestObject, usual id: String) -> Plan {
    var plan = Plan(object.text("id", Self.idRule, &problems) ?? id, [])
    plan.isParallel = object.bool("parallel", &problems) ?? false
    plan.timeout = milliseconds("timeout", object)
    let drafts = steps("steps", object, .plan)
    plan.steps = drafts.map(\.step)
    plan.together = together(object, of: drafts.count)
    if plan.quorum != nil, !plan.isParallel, let node = object["together"] {
      problems.add(
        node, rule: "a quorum is for steps that run beside one another", remedy: "add \"parallel\": true")
    }
    finish(&plan, drafts, object)
    return plan
  }

  /// The parts of a plan that look at all of its steps.
  mutating func finish(_ plan: inout Plan, _ drafts: [StepDraft], _ object: ManifestObject) {
    let order = StepOrder(drafts.map(\.before))
    if let first = order.circle.first {
      let names = (order.circle + [first]).map { drafts[$0].step.id }
      problems.add(
        drafts[first].node, rule: "the steps wait for each other: \(names.joined(separator: " before "))",
        remedy: "take one of these dependencies away")
    } else if drafts.count == (object["steps"] ?? object["tasks"])?.count {
      // A step that could not be read may be one that an expression reads.
      for (place, draft) in drafts.enumerated() {
        let before = plan.isParallel ? order.ancestors[place] : Array(order.sequence.prefix { $0 != place })
        check(draft.expressions, Set(before.map { drafts[$0].step.id }), drafts)
      }
    }
    if let node = object["output"] {
      var draft = StepDraft(node)
      plan.output = mapping(node, &draft)
      check(draft.expressions, Set(drafts.map(\.step.id)), drafts)
    }
  }

  mutating func milliseconds(_ key: String, _ object: ManifestObject) -> Nanoseconds? {
    object.integer(key, in: 1...Self.longest, example: 30000, &problems).map { .milliseconds(UInt64($0)) }
  }

  mutating func together(_ object: ManifestObject, of count: Int) -> Together? {
    guard let node = object["together"] else { return nil }
    switch node.string {
    case "isolated": return .isolated
    case "fail-fast": return .failFast
    case let word?:
      problems.add(
        node, expected: "\"isolated\", \"fail-fast\" or { \"quorum\": … }",
        remedy: word == "quorum"
          ? "say how many are enough: { \"quorum\": \(max(1, count / 2 + 1)) }" : "choose one, such as \"isolated\"")
    case nil:
      let rule = ManifestObject(node, keys: ["quorum"], &problems)
      guard let number = rule?.integer("quorum", in: 1...max(1, count), &problems) else {
        if rule?["quorum"] == nil, rule != nil {
          problems.addMissing("quorum", in: node, expected: "a number of steps", remedy: "write { \"quorum\": 1 }")
        }
        return nil
      }
      return .quorum(number)
    }
    return nil
  }
}
