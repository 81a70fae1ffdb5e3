// Objects and arrays within an object.
extension ManifestObject {
  /// An object with known keys.
  package func object(_ key: String, keys: [String], _ problems: inout ManifestProblems) -> ManifestObject? {
    node[key].flatMap { ManifestObject($0, keys: keys, &problems) }
  }

  /// The elements of an array within bounds.
  package func array(
    _ key: String, of what: String, count: ClosedRange<Int>, _ problems: inout ManifestProblems
  ) -> [JSONNode]? {
    guard let node = node[key] else { return nil }
    guard node.kind == .array else {
      problems.add(node, expected: "an array of \(what)", remedy: Remedy.array(node, of: what))
      return nil
    }
    guard count.contains(node.count) else {
      let isTooFew = node.count < count.lowerBound
      problems.add(
        node, expected: isTooFew ? "at least \(count.lowerBound) of \(what)" : "at most \(count.upperBound) of \(what)",
        found: node.count == 0 ? "none" : "\(node.count)",
        remedy: isTooFew ? Remedy.element(of: what) : "leave out \(node.count - count.upperBound)")
      return nil
    }
    return Array(node.elements)
  }

  /// Texts that satisfy a rule, each at most once.
  package func texts(
    _ key: String, of what: String, _ rule: TextRule, maximum: Int = 256, _ problems: inout ManifestProblems
  ) -> [String]? {
    guard let nodes = array(key, of: what, count: 0...maximum, &problems) else { return nil }
    var texts: [String] = []
    for node in nodes {
      guard let text = rule.text(node, &problems) else { continue }
      if texts.contains(text) {
        problems.add(node, expected: "each of the \(what) once", found: "\"\(text)\" again", remedy: "remove one")
      } else {
        texts.append(text)
      }
    }
    return texts
  }
}
