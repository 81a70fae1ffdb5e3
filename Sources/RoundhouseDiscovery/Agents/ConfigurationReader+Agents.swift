internal import RoundhouseModel

// What the file says about single agents.
extension ConfigurationReader {
  mutating func agents(_ root: ManifestObject) -> [AgentConfiguration] {
    guard let table = root["agents"] else { return [] }
    guard table.kind == .object else {
      problems.add(
        table, expected: "an object with an agent's id for each key",
        remedy: "write { \"acme.mailer\": { \"priority\": 200 } }")
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
    let keys = ["enabled", "priority", "weight", "tier", "endpoint", "config", "permissions", "replacement"]
    guard let object = ManifestObject(node, keys: keys, &problems) else { return nil }
    var agent = AgentConfiguration(id: id, path: path, node: node)
    agent.settings.enabled = object.bool("enabled", &problems)
    agent.settings.priority = object.integer("priority", in: AgentSettings.priorities, &problems)
    agent.settings.weight = object.integer("weight", in: AgentSettings.weights, &problems)
    agent.tier = object.choice("tier", &problems)
    agent.endpoint = object.text("endpoint", .endpoint, &problems)
    if let config = object["config"] {
      if config.kind == .object {
        checkSecrets(config)
      } else {
        problems.add(
          config, expected: "an object", remedy: "write the members that are to change, as in { \"model\": \"small\" }")
      }
    }
    if let permissions = object["permissions"] { agent.ceiling = ceiling(permissions) }
    if let replacement = object["replacement"] { agent.replacement = self.replacement(replacement) }
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
      ManifestObject.integer($0, in: 1...65_535, example: 443, &problems).map(UInt16.init)
    }
    ceiling.call = object.texts("call", of: "patterns", .pattern, &problems)
    ceiling.announce = object.texts("announce", of: "patterns", .pattern, &problems)
    ceiling.environment = object.texts("environment", of: "variables", .variable("HTTP_PROXY"), &problems)
    return ceiling
  }

  private mutating func paths(_ key: String, _ object: ManifestObject) -> [String]? {
    object.texts(key, of: "paths", .absolutePath, &problems)?.map(absolute)
  }
}
