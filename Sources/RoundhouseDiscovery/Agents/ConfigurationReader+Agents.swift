internal import RoundhouseModel

// What the file says about single agents.
extension ConfigurationReader {
  mutating func agents(_ root: ManifestObject) -> [AgentConfiguration] {
    guard let table = root["agents"] else { return [] }
    guard table.kind == .object else {
      problems.add(table, expected: "an object with an agent's id for each key")
      return []
    }
    var agents: [AgentConfiguration] = []
    for member in table.keyedMembers where !member.name.hasPrefix("x-") {
      guard DottedName.isValid(member.name) else {
        problems.add(
          member.key, expected: "an agent's id such as \"acme.mailer\"", remedy: "`roundhouse agents` lists ids")
        continue
      }
      if let agent = agent(member.name, member.value) { agents.append(agent) }
    }
    return agents.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  private mutating func agent(_ id: String, _ node: JSONNode) -> AgentConfiguration? {
    let keys = ["enabled", "priority", "weight", "tier", "endpoint", "config", "permissions"]
    guard let object = ManifestObject(node, keys: keys, &problems) else { return nil }
    var agent = AgentConfiguration(id: id, path: path, node: node)
    agent.settings.enabled = object.bool("enabled", &problems)
    agent.settings.priority = object.integer("priority", in: 0...1000, &problems)
    agent.settings.weight = object.integer("weight", in: 0...1000, &problems)
    agent.tier = object.choice("tier", &problems)
    agent.endpoint = object.text("endpoint", expected: "an endpoint such as \"http://127.0.0.1:8080\"", &problems) {
      !$0.isEmpty && $0.utf8.count <= 4096
    }
    if let config = object["config"] {
      if config.kind == .object { checkSecrets(config) } else { problems.add(config, expected: "an object") }
    }
    if let permissions = object["permissions"] { agent.ceiling = ceiling(permissions) }
    return agent
  }

  /// Refuses references to secrets that cannot be meant, such as `{"env": ""}`.
  private mutating func checkSecrets(_ node: JSONNode) {
    if let secret = SecretReference(node) {
      if !secret.isPlausible {
        problems.add(
          node, expected: "{\"env\": \"NAME\"} or {\"file\": \"PATH\"}",
          remedy: "in \"config\" such an object always stands for a secret")
      }
      return
    }
    for element in node.elements { checkSecrets(element) }
    for member in node.keyedMembers { checkSecrets(member.value) }
  }

  private mutating func ceiling(_ node: JSONNode) -> PermissionCeiling? {
    let keys = ["read", "write", "execute", "connect", "call", "announce", "environment"]
    guard let object = ManifestObject(node, keys: keys, &problems) else { return nil }
    var ceiling = PermissionCeiling()
    ceiling.read = paths("read", object)
    ceiling.write = paths("write", object)
    ceiling.execute = paths("execute", object)
    ceiling.connect = object.array("connect", of: "TCP ports", count: 0...256, &problems)?.compactMap {
      ManifestObject.integer($0, in: 1...65_535, &problems).map(UInt16.init)
    }
    let expected = "a capability, a pattern such as \"crm.*\", or \"*\""
    ceiling.call = object.texts("call", of: "patterns", expected: expected, &problems, where: DottedName.isPattern)
    ceiling.announce = object.texts(
      "announce", of: "patterns", expected: expected, &problems, where: DottedName.isPattern)
    ceiling.environment = object.texts(
      "environment", of: "variables", expected: "a variable's name", &problems, where: { !$0.isEmpty })
    return ceiling
  }

  private mutating func paths(_ key: String, _ object: ManifestObject) -> [String]? {
    object.texts(key, of: "paths", expected: "an absolute path", &problems) {
      $0.hasPrefix("/") && ConfigurationKind.isPath($0)
    }?.map(absolute)
  }
}
