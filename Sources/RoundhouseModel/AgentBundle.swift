/// One agent as discovery found it: what the host needs to load it.
package struct AgentBundle: Sendable, Equatable {
  package var manifest: Manifest
  /// The folder that holds the manifest; absolute.
  package var folder: String
  package var manifestPath: String
  /// Whether the operator trusts the folder: only then may the agent run on its callers' threads.
  package var isTrusted: Bool
  /// Where the operator wants it to live; nil: as the manifest and its folder say.
  package var tier: Tier?
  /// What the operator's configuration and the API say about it.
  package var settings: AgentSettings
  /// The manifest's `config` under the operator's: the text of one JSON object.
  package var config: [UInt8]
  /// How it takes the place of a generation that is there.
  package var replacement: ReplacementPolicy
  /// Why it lives in a worker whatever else is said; empty for most.
  package var confinement = ""

  package init(
    manifest: Manifest, folder: String, manifestPath: String, isTrusted: Bool,
    tier: Tier? = nil, settings: AgentSettings = AgentSettings(), config: [UInt8]? = nil,
    replacement: ReplacementPolicy = .atOnce
  ) {
    self.manifest = manifest
    self.folder = folder
    self.manifestPath = manifestPath
    self.isTrusted = isTrusted
    self.tier = tier
    self.settings = settings
    self.config = config ?? manifest.config
    self.replacement = replacement
  }
}
