internal import RoundhouseModel

extension DocumentReader {
  mutating func template(_ root: JSONNode) -> Template? {
    let kinds = PatternKinds.all.map { $0.kind }
    let keys = ["name", "description", "seed", "input"] + kinds
    guard let object = ManifestObject(root, keys: keys, &problems) else { return nil }
    for (key, expected) in [("name", "a string"), ("description", "a sentence")] where object[key] == nil {
      problems.addMissing(key, in: root, expected: expected, remedy: "add \"\(key)\"")
    }
    guard let document = document(object, kinds) else { return nil }
    return Template(
      name: object.text("name", .name("ticket-purchase"), &problems) ?? "",
      description: object.text("description", maximum: 500, &problems) ?? "",
      seed: object.text("seed", &problems) ?? "", input: object["input"].map { Array($0.raw) } ?? StepOutcome.null,
      document: document)
  }

  private mutating func document(_ object: ManifestObject, _ kinds: [String]) -> PatternDocument? {
    let present = kinds.filter { object[$0] != nil }
    guard let name = present.first, let node = object[name] else {
      problems.addMissing(
        kinds[0], in: object.node, expected: "a document: one of \(kinds.joined(separator: ", "))",
        remedy: "add \"plan\": { \"steps\": … } or \"coordination\": { \"tasks\": … }")
      return nil
    }
    if present.count > 1, let second = object[present[1]] {
      problems.add(second, rule: "a template has one document, and this is its second", remedy: "take one of them out")
      return nil
    }
    guard let kind = PatternKinds.all.first(where: { $0.kind == name }), let content = kind.read(node, &self) else {
      return nil
    }
    return PatternDocument(content, Array(node.raw))
  }
}
