/// What the operator wants, put together from all layers: defaults, the file, the environment, flags.
///
/// What the API changes while the host runs is the last layer, and the host's own.
package struct Configuration: Sendable {
  /// A value with where it comes from.
  struct Located: Sendable, Equatable {
    let value: ConfigurationValue
    let origin: ConfigurationOrigin
  }

  /// The file that was read; nil if there was none.
  package internal(set) var file: String?
  /// What the file says about single agents, sorted by id.
  package internal(set) var agents: [AgentConfiguration] = []
  private var values: [String: [Located]] = [:]

  /// All defaults.
  package init(environment: Environment = Environment(variables: [:])) {
    let folder = environment.folder("XDG_STATE_HOME", orHome: ".local/state") ?? "/var/lib"
    set(.state, .text(PathText.joined(folder, "roundhouse")), .standard)
    for key in ConfigurationKey.all {
      if let value = key.standard { set(key, value, .standard) }
    }
  }

  /// What the file says about an agent.
  package func agent(_ id: String) -> AgentConfiguration? { agents.first { $0.id == id } }

  /// A key's values: several for folders, one for all others.
  func located(_ key: ConfigurationKey) -> [Located] { values[key.name] ?? [] }

  mutating func set(_ key: ConfigurationKey, _ value: ConfigurationValue, _ origin: ConfigurationOrigin) {
    values[key.name] = [Located(value: value, origin: origin)]
  }

  /// Puts folders of a later layer in front of those of the earlier ones.
  mutating func prepend(_ key: ConfigurationKey, _ folders: [(path: String, origin: ConfigurationOrigin)]) {
    values[key.name, default: []].insert(
      contentsOf: folders.map { Located(value: .text($0.path), origin: $0.origin) }, at: 0)
  }
}
