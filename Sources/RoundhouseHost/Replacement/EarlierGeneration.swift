internal import RoundhouseIsolation
internal import RoundhouseModel

/// What is needed to make a generation anew that was replaced: its bundle, and the digest by which its library, which
/// is still mapped, is found.
struct EarlierGeneration: Sendable {
  /// So many of one agent are remembered.
  static let limit = 4

  let bundle: AgentBundle
  let sha256: String
  /// The libraries of one that lives in a worker: they are mapped in no process that lasts.
  let images: [WorkerImage]

  init(_ bundle: AgentBundle, sha256: String, images: [WorkerImage]) {
    self.bundle = bundle
    self.sha256 = sha256
    self.images = images
  }

  init(_ agent: AgentRecord) {
    self.init(agent.bundle, sha256: agent.sha256, images: agent.worker?.images ?? [])
  }

  /// Whether an instance made of it could not be told from this one.
  func isSame(as agent: AgentRecord) -> Bool { sha256 == agent.sha256 && bundle.isSameAgent(as: agent.bundle) }
}
