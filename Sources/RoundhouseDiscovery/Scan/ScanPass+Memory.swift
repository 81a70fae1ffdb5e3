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

  /// What the manifest of a file says: known already, or read now.
  mutating func manifest(
    _ name: [UInt8], in folder: FolderReference, _ path: String, _ place: FolderPlace
  ) throws(ManifestProblems) -> Manifest {
    if let known = former.texts[path], let status = try? FileStatus(folder.path(name), in: folder.number),
      status.stamp == known.stamp, safety.objection(to: status, at: path, isTrusted: place.isVouchedFor) == nil
    {
      memory.texts[path] = known
      return try known.manifest.get()
    }
    let (text, stamp) = try manifestText(name, in: folder, path, place)
    let manifest = Result { () throws(ManifestProblems) in try ManifestReader.read(text, path: path) }
    if stamp.isSettled(at: begin) { memory.texts[path] = ScanMemory.Text(stamp: stamp, manifest: manifest) }
    return try manifest.get()
  }

  /// The manifest under what the operator says of the agent: put together once where the operator says nothing, for
  /// secrets and endpoints can change without a file of ours.
  mutating func bundle(
    _ manifest: Manifest, _ path: String, _ place: FolderPlace
  ) throws(ManifestProblems) -> AgentBundle {
    if let known = memory.texts[path]?.bundle, known.isTrusted == place.isTrusted { return known }
    let bundle = try configuration.bundle(
      for: manifest, folder: place.path, manifestPath: path, isTrusted: place.isTrusted, environment: environment)
    if manifest.endpointVariable.isEmpty, configuration.agent(manifest.id) == nil {
      memory.texts[path]?.bundle = bundle
    }
    return bundle
  }
}
