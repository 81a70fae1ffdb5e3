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
      problems.add(ManifestProblem(error, path: problems.path))
      return nil
    }
    problems.addDuplicates(in: document.root)
    guard let object = ManifestObject(document.root, keys: capabilityKeys, &problems) else { return nil }
    return capability(object, &problems)
  }
}
