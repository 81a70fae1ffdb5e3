internal import RoundhouseModel

/// Which bundles have failed the probe, so that the same bytes under the same manifest are not tried again and again.
struct ProbeMemory: Sendable {
  private struct Failure {
    let bundle: AgentBundle
    let sha256: String
    let error: RoundhouseError
  }

  private static let limit = 64
  private var failures: [Failure] = []

  /// Why this very bundle failed before; nil if it did not.
  func failure(of bundle: AgentBundle, sha256: String) -> RoundhouseError? {
    failures.first { $0.sha256 == sha256 && $0.bundle.isSameAgent(as: bundle) }?.error
  }

  /// Remembers a failure; what may pass by itself is not remembered.
  mutating func remember(_ bundle: AgentBundle, sha256: String, _ error: RoundhouseError) {
    guard !error.isRetryable, error.code != .deadlineExceeded, error.code != .internal else { return }
    if failures.count == ProbeMemory.limit { failures.removeFirst() }
    failures.append(Failure(bundle: bundle, sha256: sha256, error: error))
  }
}

extension AgentBundle {
  /// Whether the two differ in nothing that an instance could notice.
  func isSameAgent(as other: AgentBundle) -> Bool { withoutStanding == other.withoutStanding }

  /// The bundle without its standing among others and without how it is replaced.
  private var withoutStanding: AgentBundle {
    var bundle = self
    bundle.settings = AgentSettings()
    bundle.replacement = .atOnce
    bundle.manifest.priority = 0
    bundle.manifest.weight = 0
    return bundle
  }
}
