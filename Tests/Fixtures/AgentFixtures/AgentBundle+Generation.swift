package import RoundhouseModel

extension AgentBundle {
  /// One generation of the agent `test.generation`, which answers `text.do` with its version.
  /// - Parameters:
  ///   - salt: another one makes another library of it.
  ///   - change: what else the manifest says; the capability is idempotent before.
  package static func generation(
    _ version: String, ill: GenerationIll = .none, salt: Int = 0, replacing policy: ReplacementPolicy = .atOnce,
    _ change: (inout Manifest) throws -> Void = { _ in }
  ) throws -> AgentBundle {
    var bundle = try AgentBundle(
      fixture: "generation", flags: salt == 0 ? [] : ["-DSALT=\(salt)"], offers: ["text.do"], config: ill.config
    ) { manifest in
      manifest.version = version
      manifest.capabilities[0].isIdempotent = true
      manifest.selfTests = ill.selfTests
      try change(&manifest)
    }
    bundle.replacement = policy
    return bundle
  }
}
