// Where the code is.
extension ManifestReader {
  mutating func library() -> LibraryReference {
    if kind == .workflow { return document() }
    if let node = root["workflow"] {
      problems.add(
        node, rule: "belongs to agents that are documents only", remedy: "remove it, or add \"kind\": \"workflow\"")
    }
    guard let node = root["library"] else {
      problems.addMissing(
        "library", in: root.node, expected: "the library's path", remedy: "add \"library\": \"libname.so\"")
      return LibraryReference(path: "")
    }
    if node.kind == .string { return reference(node, sha256: nil) }
    let platforms = Platform.allCases.map(\.rawValue)
    guard node.kind == .object else {
      problems.add(
        node, expected: "a path, or an object with a path for each of \(platforms.joined(separator: ", "))",
        remedy: "write the library's file name, as in \"libname.so\"")
      return LibraryReference(path: "")
    }
    guard let table = ManifestObject(node, keys: platforms, &problems) else { return LibraryReference(path: "") }
    var references: [Platform: LibraryReference] = [:]
    for platform in Platform.allCases {
      if let entry = table[platform.rawValue] { references[platform] = self.entry(entry) }
    }
    if let reference = references[platform] { return reference }
    let known = references.keys.map(\.rawValue).sorted().joined(separator: ", ")
    problems.add(
      node, expected: "a library for \(platform.rawValue)", found: known.isEmpty ? "none" : "only \(known)",
      remedy: "build the library for this machine and add its path")
    return LibraryReference(path: "")
  }

  /// The document of a workflow. It stands in the library's place: it is looked for, watched and replaced like one.
  private mutating func document() -> LibraryReference {
    if let node = root["library"] {
      problems.add(node, rule: "is not for a workflow, which has no library", remedy: "remove it")
    }
    guard let node = root["workflow"] else {
      problems.addMissing(
        "workflow", in: root.node, expected: "the document's path", remedy: "add \"workflow\": \"plan.json\"")
      return LibraryReference(path: "")
    }
    return LibraryReference(path: TextRule.document.text(node, &problems) ?? "")
  }

  /// A platform's library: its path, or an object with `path` and `sha256`.
  private mutating func entry(_ node: JSONNode) -> LibraryReference {
    if node.kind == .string { return reference(node, sha256: nil) }
    guard node.kind == .object else {
      problems.add(
        node, expected: "a path, or an object with \"path\" and \"sha256\"",
        remedy: "write { \"path\": \"libname.so\", \"sha256\": … }, or the path alone")
      return LibraryReference(path: "")
    }
    guard let object = ManifestObject(node, keys: ["path", "sha256"], &problems) else {
      return LibraryReference(path: "")
    }
    guard let path = object["path"] else {
      problems.addMissing("path", in: node, expected: "the library's path", remedy: "add \"path\": \"libname.so\"")
      return LibraryReference(path: "")
    }
    return reference(path, sha256: object["sha256"])
  }

  private mutating func reference(_ node: JSONNode, sha256: JSONNode?) -> LibraryReference {
    let isSystemName = kind == .ffi && node.utf8?.contains(UInt8(ascii: "/")) == false
    let path = (kind == .ffi ? TextRule.foreignLibrary : .library).text(node, &problems)
    let digest = sha256.flatMap { self.digest($0, isSystemName: isSystemName) }
    return LibraryReference(path: path ?? "", isSystemName: isSystemName, sha256: digest ?? "")
  }

  private mutating func digest(_ node: JSONNode, isSystemName: Bool) -> String? {
    if isSystemName {
      problems.add(
        node, rule: "a system library's bytes are the system's own and have no digest here", remedy: "remove it")
      return nil
    }
    return TextRule.digest.text(node, &problems)
  }
}
