package import RoundhouseModel

// What a replacement asks of the loader beside loading.
extension AgentLoader {
  /// The digest of a bundle's library as it is now; empty for the system's libraries. Reads the whole file.
  package func digest(of bundle: AgentBundle) throws(RoundhouseError) -> String {
    let reference = bundle.manifest.library
    if reference.isSystemName { return "" }
    return try SealedImage(
      reference, in: bundle.folder, kind: bundle.manifest.kind, mayBringLibraries: true
    ).sha256
  }

  /// A batch of one agent whose library is mapped already: what its file holds now does not matter.
  /// - Returns: nil if those bytes are not mapped in this process.
  package func batch(_ bundle: AgentBundle, sha256: String) -> LibraryBatch? {
    if bundle.manifest.library.isSystemName { return batch([bundle]) }
    return images.library(sha256).map { LibraryBatch(bundle, mapped: $0) }
  }
}
