package import RoundhouseModel

// One agent as the host gets it: the manifest under what the operator says.
extension Configuration {
  /// The endpoint of an agent that has one: the environment's word, else the file's; nil while nobody has named it.
  package func endpoint(of manifest: Manifest, _ environment: Environment) -> String? {
    let variable = manifest.endpointVariable
    return (variable.isEmpty ? nil : environment[variable]) ?? agent(manifest.id)?.endpoint
  }

  /// Puts a bundle together: settings, configuration with its secrets, permissions under their ceiling.
  /// - Throws: what is wrong with the configuration, among it all that `configSchema` refuses.
  package func bundle(
    for manifest: Manifest, folder: String, manifestPath: String, isTrusted: Bool, environment: Environment
  ) throws(ManifestProblems) -> AgentBundle {
    let config = AgentConfig(manifest, manifestPath, agent(manifest.id), endpoint(of: manifest, environment))
    var manifest = manifest
    let replacement = replacement(of: manifest.id)
    guard let agent = agent(manifest.id) else {
      return AgentBundle(
        manifest: manifest, folder: folder, manifestPath: manifestPath, isTrusted: isTrusted,
        config: try config.text(environment), replacement: replacement)
    }
    if let ceiling = agent.ceiling {
      manifest.permissions = ceiling.applied(to: manifest.permissions, folder: folder)
    }
    return AgentBundle(
      manifest: manifest, folder: folder, manifestPath: manifestPath, isTrusted: isTrusted, tier: agent.tier,
      settings: agent.settings, config: try config.text(environment), replacement: replacement)
  }
}
