internal import RoundhouseExpressions
internal import RoundhouseModel

extension DocumentReader {
  /// An input as it is to be sent, with expressions in objects whose one member is `$`.
  mutating func mapping(_ node: JSONNode, _ draft: inout StepDraft) -> InputMapping {
    if let source = Self.source(node) {
      return expression(source, &draft).map { .expression($0) } ?? .fixed(StepOutcome.null)
    }
    guard Self.hasExpressions(node) else { return .fixed(Array(node.raw)) }
    if node.kind == .array { return .array(node.elements.map { mapping($0, &draft) }) }
    return .object(node.members.map { ($0.key, mapping($0.value, &draft)) })
  }

  mutating func condition(_ key: String, _ object: ManifestObject, _ draft: inout StepDraft) -> StepCondition? {
    guard let node = object[key] else { return nil }
    if let word = node.bool {
      return StepCondition("\(word)") { _ in word }
    }
    return expression(node, &draft).map { StepCondition($0) }
  }

  mutating func expression(_ node: JSONNode, _ draft: inout StepDraft) -> Expression? {
    guard let source = node.string else {
      problems.add(
        node, expected: "an expression in a string", remedy: "write it in quotes, as in \".input.amount > 1000\"")
      return nil
    }
    do throws(ExpressionError) {
      let expression = try Expression(source)
      draft.expressions.append((node, expression))
      return expression
    } catch {
      problems.add(
        node, rule: "the expression, line \(error.line), column \(error.column): \(error.message)",
        remedy: error.remedy)
      return nil
    }
  }

  /// Expressions may read only what is certain to be there.
  mutating func check(
    _ expressions: [(node: JSONNode, expression: Expression)], _ before: Set<String>, _ drafts: [StepDraft]
  ) {
    for (node, expression) in expressions {
      for reference in expression.references where reference.variable == nil {
        guard case .key(let member)? = reference.path.first else { continue }
        if !StepContext.members.contains(member) {
          problems.add(
            node, expected: "\(StepContext.members.map { ".\($0)" }.joined(separator: ", ")) in an expression",
            found: "\(reference)",
            remedy: Spelling.nearest(to: member, among: StepContext.members).map { "did you mean \".\($0)\"?" }
              ?? "what the run was given is in .input, what step a answered in .steps.a.output")
        }
        guard member == "steps", case .key(let id)? = reference.path.dropFirst().first, !before.contains(id) else {
          continue
        }
        refuse(id, node, before, drafts)
      }
    }
  }

  private mutating func refuse(_ id: String, _ node: JSONNode, _ before: Set<String>, _ drafts: [StepDraft]) {
    if drafts.contains(where: { $0.step.id == id }) {
      problems.add(
        node, rule: "it reads .steps.\(id), which may not have ended by then",
        remedy: "add \"\(id)\" to the step's dependencies")
    } else {
      problems.add(
        node, expected: "a step that is there", found: "\"\(id)\"",
        remedy: Spelling.nearest(to: id, among: before.sorted()).map { "did you mean \"\($0)\"?" }
          ?? "name a step that comes before")
    }
  }

  private static func source(_ node: JSONNode) -> JSONNode? { node.count == 1 ? node["$"] : nil }

  private static func hasExpressions(_ node: JSONNode) -> Bool {
    source(node) != nil || node.elements.contains { hasExpressions($0) }
      || node.members.contains { hasExpressions($0.value) }
  }
}
