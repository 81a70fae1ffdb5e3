/// What the command line says about the configuration.
package struct ConfigurationFlags: Sendable, Equatable {
  /// The value of `--config`.
  package var file: String?
  /// Each flag with its values, as they were typed: `["--listen": ["127.0.0.1:0"], "--insecure": ["true"]]`.
  /// ``ConfigurationKey/all`` says which there are.
  package var values: [String: [String]]

  package init(file: String? = nil, values: [String: [String]] = [:]) {
    self.file = file
    self.values = values
  }
}
