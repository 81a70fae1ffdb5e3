internal import RoundhouseModel

/// Reads and writes the text of `settings.json`.
enum SettingsText {
  static let version = 1

  /// - Throws: `badRequest` for a figure that could not be read back.
  static func text(of settings: [String: AgentSettings]) throws(RoundhouseError) -> [UInt8] {
    for (agent, changed) in settings { try changed.check(of: agent) }
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("version", version)
    writer.key("agents")
    writer.beginObject()
    for (agent, changed) in settings.sorted(by: { $0.key < $1.key }) where !changed.isEmpty {
      writer.key(agent)
      write(changed, to: &writer)
    }
    writer.endObject()
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  static func parse(_ bytes: [UInt8], path: String) throws(RoundhouseError) -> [String: AgentSettings] {
    do throws(Problem) {
      let root = try document(bytes).root
      if let twice = root.duplicateKeys().first {
        throw Problem(twice.key, "the key \(twice.name.quoted) stands here a second time")
      }
      try expectObject(root, keys: ["version", "agents"], named: "the file")
      guard root["version"]?.int == Int64(version) else {
        throw Problem(root["version"] ?? root, "expected \"version\": \(version)")
      }
      guard let agents = root["agents"] else { throw Problem(root, "the key \"agents\" is missing") }
      try expectObject(agents, keys: nil, named: "\"agents\"")
      var settings: [String: AgentSettings] = [:]
      for member in agents.members { settings[member.key] = try changes(member.value) }
      return settings
    } catch { throw error.told(path) }
  }

  private static func write(_ changed: AgentSettings, to writer: inout JSONWriter) {
    writer.beginObject()
    if let enabled = changed.enabled { writer.member("enabled", enabled) }
    if let priority = changed.priority { writer.member("priority", priority) }
    if let weight = changed.weight { writer.member("weight", weight) }
    writer.endObject()
  }

  private static func document(_ bytes: [UInt8]) throws(Problem) -> JSONDocument {
    do { return try JSONDocument(parsing: bytes) } catch {
      throw Problem(line: error.line, column: error.column, text: error.message)
    }
  }

  private static func changes(_ node: JSONNode) throws(Problem) -> AgentSettings {
    try expectObject(node, keys: ["enabled", "priority", "weight"], named: "an agent's changes")
    var settings = AgentSettings()
    if let enabled = node["enabled"] {
      guard let value = enabled.bool else { throw Problem(enabled, "\"enabled\" is true or false") }
      settings.enabled = value
    }
    settings.priority = try number(node, "priority", in: AgentSettings.priorities)
    settings.weight = try number(node, "weight", in: AgentSettings.weights)
    return settings
  }

  private static func number(_ node: JSONNode, _ key: String, in bounds: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let member = node[key] else { return nil }
    guard let value = member.int.flatMap({ Int(exactly: $0) }), bounds.contains(value) else {
      throw Problem(member, "\"\(key)\" is a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return value
  }

  private static func expectObject(_ node: JSONNode, keys: Set<String>?, named name: String) throws(Problem) {
    guard node.kind == .object else { throw Problem(node, "\(name) must be an object") }
    for member in node.members {
      guard keys?.contains(member.key) ?? true else {
        throw Problem(member.keyPosition, "unknown key \(member.key.quoted)")
      }
    }
  }

  /// What is wrong with the text, and where.
  private struct Problem: Error {
    var line: Int
    var column: Int
    var text: String

    init(line: Int, column: Int, text: String) {
      self.line = line
      self.column = column
      self.text = text
    }

    init(_ node: JSONNode, _ text: String) { self.init(node.position, text) }

    init(_ position: JSONPosition, _ text: String) {
      self.init(line: position.line, column: position.column, text: text)
    }

    func told(_ path: String) -> RoundhouseError {
      RoundhouseError(
        .internal, "\(path):\(line):\(column): \(text)",
        remedy: "correct the file, or move it away to begin with the configuration's own values", path: path)
    }
  }
}
