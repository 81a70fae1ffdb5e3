internal import RoundhouseModel

// The configuration as people read it.
extension Configuration {
  /// Every value with its origin, in a fixed order: the host's own first, then the agents' by id.
  package func entries() -> [ConfigurationEntry] {
    var entries: [ConfigurationEntry] = []
    for key in ConfigurationKey.all {
      let values = located(key)
      guard key.kind == .folders else {
        entries += values.map { ConfigurationEntry(key: key.name, value: $0.value.jsonText, origin: $0.origin) }
        continue
      }
      if values.isEmpty { entries.append(ConfigurationEntry(key: key.name, value: "[]", origin: .standard)) }
      for (place, located) in values.enumerated() {
        entries.append(
          ConfigurationEntry(key: "\(key.name)[\(place)]", value: located.value.jsonText, origin: located.origin))
      }
    }
    for agent in agents { agent.append(to: &entries) }
    return entries
  }
}
