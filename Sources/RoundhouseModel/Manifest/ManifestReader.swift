/// Reads `agent.json`: a ``Manifest``, or all that is wrong with it. Touches no file and knows no machine but
/// `platform`.
package struct ManifestReader {
  /// Bytes of one manifest.
  package static let maximumSize = 1 << 20
  private static let keys = [
    "$schema", "manifestVersion", "id", "version", "name", "description", "vendor", "license", "url", "kind", "library",
    "capabilities", "priority", "weight", "concurrency", "blocking", "instances", "tier", "startTimeout", "health",
    "breaker", "limits", "permissions", "config", "configSchema", "selfTest", "endpoint", "workflow",
  ]
  private static let foreignKeys = ["functions", "structs", "enums", "handles", "initializer"]

  let root: ManifestObject
  let kind: Manifest.Kind
  let platform: Platform
  var problems: ManifestProblems

  /// - Parameter path: the manifest's file, for messages.
  package static func read(
    _ bytes: [UInt8], path: String, platform: Platform = .current
  ) throws(ManifestProblems) -> Manifest {
    var problems = ManifestProblems(path: path)
    guard let text = document(bytes, &problems)?.root, isSupported(text, &problems) else { throw problems }
    let kind = Manifest.Kind(rawValue: text["kind"]?.string ?? "") ?? .native
    guard let root = ManifestObject(text, keys: keys + foreignKeys, &problems) else { throw problems }
    var reader = ManifestReader(root: root, kind: kind, platform: platform, problems: problems)
    var manifest = reader.manifest()
    if kind == .ffi { manifest.source = bytes }
    guard reader.problems.isEmpty else { throw reader.problems }
    return manifest
  }

  private static func document(_ bytes: [UInt8], _ problems: inout ManifestProblems) -> JSONDocument? {
    guard bytes.count <= maximumSize else {
      let size = "\(bytes.count) bytes"
      problems.add(
        ManifestProblem(
          path: problems.path, expected: "at most \(ByteSizeText.format(UInt64(maximumSize)))", found: size,
          remedy: "keep data in files of their own"))
      return nil
    }
    do {
      return try JSONDocument(parsing: bytes, limits: JSONLimits(bytes: maximumSize, nodes: 100_000))
    } catch {
      problems.add(ManifestProblem(error, path: problems.path))
      return nil
    }
  }

  /// Looks at what must be right before the rest can be understood.
  private static func isSupported(_ root: JSONNode, _ problems: inout ManifestProblems) -> Bool {
    guard root.kind == .object else {
      problems.add(root, expected: "an object", remedy: "a manifest is one JSON object: { \"manifestVersion\": 1, … }")
      return false
    }
    if let version = root["manifestVersion"], let number = version.double, number > 1 {
      problems.add(
        version, expected: "version 1, which this Roundhouse reads",
        found: "\(ManifestProblems.summary(version)) of a newer Roundhouse", remedy: "update Roundhouse, or write 1")
      return false
    }
    problems.addDuplicates(in: root)
    return true
  }

  private mutating func manifest() -> Manifest {
    checkVersion()
    var manifest = Manifest(id: id(), version: version(), library: library(), capabilities: [])
    manifest.kind = root.choice("kind", &problems) ?? .native
    readDescription(&manifest)
    readForeign(&manifest)
    manifest.capabilities = manifest.foreign.capabilities(declared: capabilities())
    readPlacement(&manifest)
    manifest.health = health()
    manifest.breaker = breaker()
    manifest.limits = limits()
    manifest.permissions = permissions()
    readConfiguration(&manifest)
    manifest.selfTests = selfTests(capabilities: manifest.capabilities)
    return manifest
  }

  private mutating func readForeign(_ manifest: inout Manifest) {
    if kind == .ffi {
      manifest.foreign = ForeignReader.read(root.node, &problems)
      return
    }
    for key in Self.foreignKeys {
      guard let node = root[key] else { continue }
      problems.add(
        node, rule: "belongs to agents over plain C libraries only", remedy: "remove it, or add \"kind\": \"ffi\"")
    }
  }
}
