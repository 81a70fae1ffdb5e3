internal import RoundhouseModel

/// What a manifest said when it was last read. Shared, for it is handed from each look to the next.
final class KnownManifest: Sendable {
  let stamp: FileStamp
  let manifest: Result<Manifest, ManifestProblems>
  /// What was made of it, where nothing but the files and their place has a say in that.
  let agent: FoundAgent?

  init(stamp: FileStamp, manifest: Result<Manifest, ManifestProblems>, agent: FoundAgent? = nil) {
    self.stamp = stamp
    self.manifest = manifest
    self.agent = agent
  }

  /// The agent, if the same would be made of it at a place.
  func agent(at place: FolderPlace) -> FoundAgent? {
    guard let agent, agent.bundle.isTrusted == place.isTrusted, agent.root == place.root else { return nil }
    return agent
  }
}
