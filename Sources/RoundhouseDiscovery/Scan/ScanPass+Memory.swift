internal import RoundhouseModel

// What the pass before this one has read.
extension ScanPass {
  /// Looks into an agent's folder whose entries are those of the last time.
  /// - Returns: false if it must be opened.
  mutating func revisit(
    _ entry: FolderListing.Entry, in folder: borrowing FileDescriptor, _ path: String, _ root: RootPlace
  ) -> Bool {
    guard !entry.isLink, let known = former.folders[path],
      let status = try? FileStatus(entry.name, in: folder.number, followsLinks: false), status.kind == .folder,
      status.stamp == known.stamp
    else { return false }
    memory.folders[path] = known
    if known.manifests.isEmpty { return true }
    let place = place(of: entry, path, root)
    if isSafe(status, place) { visit(manifests: known.manifests, in: FolderReference(entry.name, in: folder), place) }
    return true
  }

  /// Keeps what a folder holds for the next pass.
  mutating func remember(_ manifests: [[UInt8]], in path: String, _ stamp: FileStamp) {
    guard stamp.isSettled(at: begin) else { return }
    memory.folders[path] = ScanMemory.Folder(stamp: stamp, manifests: manifests)
  }

  /// What a file says that is as it was when it was read.
  func known(
    _ name: [UInt8], in folder: FolderReference, _ path: String, _ place: FolderPlace
  ) -> KnownManifest? {
    guard let known = former.manifests[path], let status = try? FileStatus(folder.path(name), in: folder.number),
      status.stamp == known.stamp, safety.objection(to: status, at: path, isTrusted: place.isVouchedFor) == nil
    else { return nil }
    return known
  }

  /// Keeps what a manifest says for the next pass, and what was made of it: not where the operator says something of
  /// the agent, for secrets and endpoints can change without a file that is looked at here.
  mutating func remember(_ known: KnownManifest, _ agent: FoundAgent? = nil, at path: String) {
    guard known.stamp.isSettled(at: begin) else { return }
    guard let agent, agent !== known.agent, agent.bundle.manifest.endpointVariable.isEmpty,
      configuration.agent(agent.id) == nil
    else { return memory.manifests[path] = known }
    memory.manifests[path] = KnownManifest(stamp: known.stamp, manifest: known.manifest, agent: agent)
  }
}
