// What the agent offers.
extension ManifestReader {
  static let capabilityKeys = [
    "name", "description", "version", "input", "output", "streaming", "idempotent", "timeout", "cost", "tags",
    "strategy",
  ]

  mutating func capabilities() -> [Capability] {
    guard root["capabilities"] != nil else {
      // The functions of an ffi agent declare their capabilities themselves.
      if kind == .native {
        problems.addMissing(
          "capabilities", in: root.node, expected: "an array of capabilities",
          remedy: "add \"capabilities\": [{ \"name\": \"text.echo\" }]")
      }
      return []
    }
    let least = kind == .native ? 1 : 0
    guard let nodes = root.array("capabilities", of: "capabilities", count: least...1024, &problems) else { return [] }
    var capabilities: [Capability] = []
    for node in nodes {
      guard let object = ManifestObject(node, keys: Self.capabilityKeys, &problems) else { continue }
      let capability = Self.capability(object, &problems)
      if !capability.name.isEmpty,
        capabilities.contains(where: { $0.name == capability.name && $0.version == capability.version })
      {
        problems.add(
          node, expected: "each version of a capability once",
          found: "\(capability.name) of version \(capability.version) again",
          remedy: "remove one, or give it another \"version\"")
      }
      capabilities.append(capability)
    }
    return capabilities
  }

  static func capability(_ object: ManifestObject, _ problems: inout ManifestProblems) -> Capability {
    let rule = TextRule.name("text.summarize")
    if object["name"] == nil {
      problems.addMissing(
        "name", in: object.node, expected: rule.expected, remedy: "add \"name\": \"text.summarize\"")
    }
    let name = object.text("name", rule, &problems)
    var capability = Capability(name: name ?? "")
    readDetails(object, &capability, &problems)
    return capability
  }

  /// All but the name, from an object that may have keys of its own beside these.
  package static func readDetails(
    _ object: ManifestObject, _ capability: inout Capability, _ problems: inout ManifestProblems
  ) {
    capability.description = object.text("description", maximum: 4096, &problems) ?? ""
    if let version = object.integer("version", in: 1...1_000_000, example: 1, &problems) {
      capability.version = UInt32(version)
    }
    capability.input = schema(object["input"], &problems)
    capability.output = schema(object["output"], &problems)
    capability.isStreaming = object.bool("streaming", &problems) ?? false
    capability.isIdempotent = object.bool("idempotent", &problems) ?? false
    if let timeout = object.duration("timeout", in: .milliseconds(1)...(.seconds(86_400)), &problems) {
      capability.timeout = timeout
    }
    capability.cost = object.number("cost", in: 0...1e9, &problems) ?? 0
    capability.tags = object.texts("tags", of: "tags", .tag, maximum: 32, &problems) ?? []
    capability.strategy = object.choice("strategy", &problems) ?? capability.strategy
  }

  /// The text of an inline JSON Schema, checked to be one that Roundhouse can check.
  static func schema(_ node: JSONNode?, _ problems: inout ManifestProblems) -> [UInt8] {
    guard let node else { return [] }
    guard node.kind == .object else {
      problems.add(
        node, expected: "a JSON Schema (an object)",
        remedy: "write the schema itself here, as in { \"type\": \"object\" }")
      return []
    }
    do {
      _ = try JSONSchema(node)
      return Array(node.raw)
    } catch {
      problems.add(ManifestProblem(error, path: problems.path))
      return []
    }
  }
}
