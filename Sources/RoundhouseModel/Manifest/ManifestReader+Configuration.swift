// What the agent is given at its start, and how it proves itself.
extension ManifestReader {
  mutating func readConfiguration(_ manifest: inout Manifest) {
    if let node = root["config"] {
      if node.kind == .object {
        manifest.config = Array(node.raw)
      } else {
        problems.add(
          node, expected: "an object", remedy: Remedy.object(node, keys: ["model"]))
      }
    }
    manifest.configSchema = Self.schema(root["configSchema"], &problems)
    manifest.endpointVariable = endpointVariable() ?? ""
  }

  /// `"endpoint": { "env": "SALES_ENDPOINT" }`: the agent exists only while that variable is set, and finds its value
  /// as `endpoint` in its configuration.
  private mutating func endpointVariable() -> String? {
    guard let object = root.object("endpoint", keys: ["env"], &problems) else { return nil }
    let rule = TextRule.variable("SALES_ENDPOINT")
    if object["env"] == nil {
      problems.addMissing("env", in: object.node, expected: rule.expected, remedy: "add \"env\": \"SALES_ENDPOINT\"")
    }
    return object.text("env", rule, &problems)
  }

  mutating func selfTests(capabilities: [Capability]) -> [SelfTest] {
    guard let nodes = root.array("selfTest", of: "self tests", count: 0...64, &problems) else { return [] }
    var tests: [SelfTest] = []
    for node in nodes {
      guard let object = ManifestObject(node, keys: ["capability", "input", "output"], &problems) else { continue }
      guard let capability = object["capability"] else {
        problems.addMissing(
          "capability", in: node, expected: "one of the agent's capabilities",
          remedy: "add \"capability\": \"\(capabilities.first?.name ?? "text.echo")\"")
        continue
      }
      guard let name = declared(capability, capabilities.map(\.name)) else { continue }
      let input = object["input"].map { Array($0.raw) } ?? Array("{}".utf8)
      tests.append(SelfTest(capability: name, input: input, output: object["output"].map { Array($0.raw) } ?? []))
    }
    return tests
  }

  private mutating func declared(_ node: JSONNode, _ names: [String]) -> String? {
    if let name = node.string, names.contains(name) { return name }
    let nearest = node.string.flatMap { Spelling.nearest(to: $0, among: names) }
    problems.add(
      node, expected: "one of the agent's capabilities",
      remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "declare it in \"capabilities\" first")
    return nil
  }
}
