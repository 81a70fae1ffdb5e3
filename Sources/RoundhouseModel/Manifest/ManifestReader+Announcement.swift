// One capability by itself, as an agent announces it while it lives.
extension ManifestReader {
  /// Bytes of one announced capability.
  package static let maximumCapabilitySize = 64 << 10

  /// Reads one object as it stands in the manifest's `capabilities`, by the same rules.
  /// - Parameter source: what to call the text in messages.
  package static func readCapability(_ bytes: [UInt8], source: String) throws(ManifestProblems) -> Capability {
    var problems = ManifestProblems(path: source)
    let capability = capability(bytes, &problems)
    guard problems.isEmpty, let capability else { throw problems }
    return capability
  }

  private static func capability(_ bytes: [UInt8], _ problems: inout ManifestProblems) -> Capability? {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes, limits: JSONLimits(bytes: maximumCapabilitySize, nodes: 10_000))
    } catch {
      problems.add(
        ManifestProblem(
          path: problems.path, line: error.line, column: error.column, found: "not valid JSON: \(error.message)",
          remedy: "announce one JSON object as in the manifest's capabilities"))
      return nil
    }
    for duplicate in document.root.duplicateKeys().prefix(ManifestProblems.maximumCount) {
      problems.add(
        at: duplicate.key.position, key: duplicate.value.path, expected: "",
        found: "the key stands here for the second time", remedy: "remove one of the two")
    }
    guard let object = ManifestObject(document.root, keys: capabilityKeys, &problems) else { return nil }
    return capability(object, &problems)
  }
}
