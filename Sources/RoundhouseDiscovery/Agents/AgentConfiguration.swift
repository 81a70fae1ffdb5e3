package import RoundhouseModel

/// What the configuration file says about one agent, under `agents.ID`.
package struct AgentConfiguration: Sendable {
  package let id: String
  /// What replaces the manifest's word.
  package internal(set) var settings = AgentSettings()
  /// Where it is to live; a manifest that asks for a worker gets one all the same.
  package internal(set) var tier: Tier?
  /// The endpoint, unless the environment names one.
  package internal(set) var endpoint: String?
  /// What replaces the host's own word on how it is replaced.
  package internal(set) var replacement = ReplacementSettings()
  /// The most that the manifest may be permitted; nil leaves it alone.
  package internal(set) var ceiling: PermissionCeiling?
  /// The file that says it.
  let path: String
  /// All of it, as it was written.
  let node: JSONNode

  /// The merge patch over the manifest's `config`; nil if there is none.
  var config: JSONNode? { node["config"] }

  init(id: String, path: String, node: JSONNode) {
    self.id = id
    self.path = path
    self.node = node
  }

  /// Adds a line for every value that is no object; of secrets only where they come from.
  func append(to entries: inout [ConfigurationEntry]) {
    append(node, "agents.\(id)", to: &entries, mayBeSecret: false)
  }

  private func append(
    _ node: JSONNode, _ key: String, to entries: inout [ConfigurationEntry], mayBeSecret: Bool
  ) {
    if node.kind == .object, node.count > 0, !mayBeSecret || SecretReference(node) == nil {
      for member in node.keyedMembers {
        let isConfig = mayBeSecret || node.index(isSameAs: self.node) && member.name == "config"
        append(member.value, "\(key).\(member.name)", to: &entries, mayBeSecret: isConfig)
      }
      return
    }
    var patch = MergePatch(secrets: .shown)
    let text = (try? patch.text(of: node)) ?? []
    entries.append(
      ConfigurationEntry(
        key: key, value: String(decoding: text, as: UTF8.self), origin: .file(path: path, line: node.position.line)))
  }
}

extension JSONNode {
  /// Whether it is the same place in the same text.
  fileprivate func index(isSameAs other: JSONNode) -> Bool { position == other.position }
}
