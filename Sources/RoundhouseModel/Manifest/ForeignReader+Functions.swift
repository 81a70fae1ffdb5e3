// Functions and the capabilities they are offered as.
extension ForeignReader {
  private static let detailKeys = [
    "description", "input", "output", "idempotent", "timeout", "cost", "tags", "strategy",
  ]
  private static let functionKeys =
    ["capability", "symbol", "parameters", "returns", "variadicFrom", "version"] + detailKeys

  mutating func readFunctions() {
    guard root["functions"] != nil else {
      return problems.addMissing(
        "functions", in: root, expected: "an array of functions",
        remedy: "add \"functions\": [{ \"capability\": \"math.pow\", \"symbol\": \"pow\", … }]")
    }
    guard let object = ManifestObject(root, keys: root.keyedMembers.map(\.name), &problems),
      let nodes = object.array("functions", of: "functions", count: 1...256, &problems)
    else { return }
    for node in nodes {
      guard let object = ManifestObject(node, keys: Self.functionKeys, &problems),
        let capability = capability(object)
      else { continue }
      if interface.functions.contains(where: {
        $0.capability.name == capability.name && $0.capability.version == capability.version
      }) {
        problems.add(
          node, expected: "a capability of its own", found: "\(capability.name), which is another function's",
          remedy: "give it another name, or another \"version\"")
      }
      interface.functions.append(function(object, capability))
    }
  }

  /// A function's own declaration of its capability, or a reference to the manifest's.
  private mutating func capability(_ object: ManifestObject) -> Capability? {
    let rule = TextRule.name("math.pow")
    guard required(object, "capability", rule.expected, "\"math.pow\"") != nil,
      let name = object.text("capability", rule, &problems)
    else { return nil }
    var capability = Capability(name: name)
    ManifestReader.readDetails(object, &capability, &problems)
    if declared.contains(where: { $0.name == name }) {
      for key in Self.detailKeys {
        guard let node = object[key] else { continue }
        problems.add(node, rule: "\(name) is declared in \"capabilities\"", remedy: "move \"\(key)\" there")
      }
    }
    return capability
  }

  /// Reads what C must know.
  mutating func function(_ object: ManifestObject, _ capability: Capability) -> ForeignFunction {
    _ = required(object, "symbol", "the name of a C function", "\"pow\"")
    var function = ForeignFunction(capability: capability, symbol: symbol(object) ?? "")
    let nodes = object.array("parameters", of: "parameters", count: 0...64, &problems) ?? []
    var places: [JSONNode] = []
    for node in nodes {
      guard let parameter = parameter(node) else { continue }
      if function.parameters.contains(where: { $0.name == parameter.name }) {
        problems.add(
          node, expected: "a name of its own", found: "\"\(parameter.name)\", which is another parameter's",
          remedy: "rename one")
      }
      function.parameters.append(parameter)
      places.append(node)
    }
    // Rules between parameters make sense only when all of them could be read.
    let isWhole = places.count == nodes.count
    if let node = object["returns"] { function.returns = returns(node) }
    function.variadicFrom = object.integer(
      "variadicFrom", in: 1...max(1, function.parameters.count { $0.isPassed }), &problems)
    if isWhole { check(function, places, object) }
    return function
  }

  /// Each declared capability needs its function.
  mutating func checkCapabilities() {
    for (name, version, node) in declared
    where !interface.functions.contains(where: { $0.capability.name == name && $0.capability.version == version }) {
      problems.add(
        node, rule: "no function is offered as \(name) of version \(version)",
        remedy: "add one to \"functions\" with \"capability\": \"\(name)\"")
    }
  }

  private var declared: [(name: String, version: UInt32, node: JSONNode)] {
    guard let list = root["capabilities"] else { return [] }
    return list.elements.compactMap { node in
      guard let name = node["name"]?.string else { return nil }
      return (name, node["version"]?.uint.flatMap { UInt32(exactly: $0) } ?? 1, node)
    }
  }
}
