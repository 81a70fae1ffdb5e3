/// An object of a manifest, read key by key: each verb answers with the value, or nil if the key is absent or wrong;
/// what is wrong goes to the problems.
package struct ManifestObject {
  package let node: JSONNode

  /// Refuses what is no object, and keys that are not known; keys that begin with `x-` are everybody's own.
  package init?(_ node: JSONNode, keys: [String], _ problems: inout ManifestProblems) {
    guard node.kind == .object else {
      problems.add(node, expected: "an object", remedy: Remedy.object(node, keys: keys))
      return nil
    }
    self.node = node
    for member in node.keyedMembers where !keys.contains(member.name) && !member.name.hasPrefix("x-") {
      if problems.isFull { break }
      Self.refuse(member, keys, node, &problems)
    }
  }

  package subscript(_ key: String) -> JSONNode? { node[key] }

  private static func refuse(
    _ member: JSONMember, _ keys: [String], _ object: JSONNode, _ problems: inout ManifestProblems
  ) {
    let path = object.path
    let name = String(member.name.prefix(64))
    let nearest = Spelling.nearest(to: name, among: keys).map { "did you mean \"\($0)\"?" }
    problems.add(
      at: member.key.position, key: path.isEmpty ? name : "\(path).\(name)", expected: "a known key",
      found: "\"\(name)\"",
      remedy: nearest ?? "known here are \(keys.sorted().joined(separator: ", ")); a key of your own begins with \"x-\""
    )
  }
}
