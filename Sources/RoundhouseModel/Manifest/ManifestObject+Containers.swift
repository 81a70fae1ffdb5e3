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
      problems.add(node, expected: "an array of \(what)", remedy: node.kind == .object ? "put it into [ ]" : "")
      return nil
    }
    guard count.contains(node.count) else {
      let bound = node.count < count.lowerBound ? "at least \(count.lowerBound)" : "at most \(count.upperBound)"
      problems.add(node, expected: "\(bound) of \(what)", found: node.count == 0 ? "none" : "\(node.count)")
      return nil
    }
    return Array(node.elements)
  }

  /// Texts that satisfy a rule, each at most once.
  package func texts(
    _ key: String, of what: String, expected: String, maximum: Int = 256, _ problems: inout ManifestProblems,
    where isValid: (String) -> Bool
  ) -> [String]? {
    guard let nodes = array(key, of: what, count: 0...maximum, &problems) else { return nil }
    var texts: [String] = []
    for node in nodes {
      guard let text = Self.text(node, expected: expected, &problems, where: isValid) else { continue }
      if texts.contains(text) {
        problems.add(node, "\"\(text)\" stands here twice", remedy: "remove one")
      } else {
        texts.append(text)
      }
    }
    return texts
  }
}
