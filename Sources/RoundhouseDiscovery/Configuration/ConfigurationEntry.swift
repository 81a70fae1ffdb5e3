/// One line of `config show`.
package struct ConfigurationEntry: Sendable, Equatable {
  /// `limits.body`, `agentFolders[0]`, `agents.acme.mailer.config.server`.
  package var key: String
  /// JSON text; secrets are never shown.
  package var value: String
  package var origin: ConfigurationOrigin

  package init(key: String, value: String, origin: ConfigurationOrigin) {
    self.key = key
    self.value = value
    self.origin = origin
  }
}
