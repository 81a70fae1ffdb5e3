internal import RoundhouseExpressions
internal import RoundhouseModel

// Expressions of documents that are no steps: what they may read depends on where they stand.
extension DocumentReader {
  /// An input as it is to be sent.
  /// - Parameters:
  ///   - names: the members that its expressions may read.
  ///   - members: what there is in `.state`; nil if that is not known.
  mutating func mapping(_ node: JSONNode, reads names: [String], _ members: [StateMember]?) -> InputMapping {
    var draft = StepDraft(node)
    let mapping = mapping(node, &draft)
    for (node, expression) in draft.expressions { check(expression, node, names, members) }
    return mapping
  }

  mutating func expression(_ node: JSONNode, reads names: [String], _ members: [StateMember]?) -> Expression? {
    var draft = StepDraft(node)
    guard let expression = expression(node, &draft) else { return nil }
    check(expression, node, names, members)
    return expression
  }

  private mutating func check(_ expression: Expression, _ node: JSONNode, _ names: [String], _ members: [StateMember]?)
  {
    for reference in expression.references where reference.variable == nil {
      guard case .key(let name)? = reference.path.first else { continue }
      if !names.contains(name) {
        problems.add(
          node, expected: "\(names.map { ".\($0)" }.joined(separator: ", ")) in an expression", found: "\(reference)",
          remedy: Spelling.nearest(to: name, among: names).map { "did you mean \".\($0)\"?" }
            ?? "what the run was given is in .input")
        continue
      }
      guard let members, name == "state", case .key(let member)? = reference.path.dropFirst().first else { continue }
      let known = members.map(\.name)
      if known.contains(member) { continue }
      problems.add(
        node, expected: "a member of the state", found: "\"\(member)\"",
        remedy: Spelling.nearest(to: member, among: known).map { "did you mean \"\($0)\"?" }
          ?? "declare it in \"state\"")
    }
  }
}
