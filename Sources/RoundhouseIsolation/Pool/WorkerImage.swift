internal import RoundhouseLoading
internal import RoundhouseModel

/// A sealed library that workers get, as long as one of them may have to begin anew.
package final class WorkerImage: Sendable {
  let image: SealedImage

  private init(_ image: consuming SealedImage) { self.image = image }

  var descriptor: Int32 { image.descriptor }

  /// An agent may bring so many libraries along.
  private static let maximumCompanions = 16

  /// Seals an agent's library, and before it those that it brings along, each after what it needs itself.
  /// - Returns: in the order of loading; the agent's own is the last.
  static func seal(_ bundle: AgentBundle) throws(RoundhouseError) -> [WorkerImage] {
    var images: [WorkerImage] = []
    var seen: Set<String> = []
    try append(bundle.manifest.library, bundle, bundle.manifest.kind, &images, &seen)
    return images
  }

  private static func append(
    _ reference: LibraryReference, _ bundle: AgentBundle, _ kind: Manifest.Kind, _ images: inout [WorkerImage],
    _ seen: inout Set<String>
  ) throws(RoundhouseError) {
    let image = WorkerImage(
      try SealedImage(reference, in: bundle.folder, kind: kind, mayBringLibraries: true))
    for path in image.image.companions where seen.insert(path).inserted {
      guard seen.count <= maximumCompanions else { throw tooMany(image.image.path) }
      // Whatever it is: it has no entry, and no manifest states its digest.
      try append(try companion(path, of: bundle), bundle, .ffi, &images, &seen)
    }
    images.append(image)
    try image.checkName(isCompanion: reference != bundle.manifest.library)
  }

  private static func companion(_ path: String, of bundle: AgentBundle) throws(RoundhouseError) -> LibraryReference {
    let prefix = bundle.folder + "/"
    guard path.hasPrefix(prefix) else {
      throw RoundhouseError(
        .invalidManifest, "the library \(path) lies outside of the agent's folder",
        remedy: "put it beside agent.json, or below", path: path)
    }
    return LibraryReference(path: String(path.dropFirst(prefix.count)))
  }

  /// The loader finds sealed memory by the name that the library gives itself, and by no other.
  private func checkName(isCompanion: Bool) throws(RoundhouseError) {
    let name = image.path.split(separator: "/").last.map(String.init) ?? ""
    guard isCompanion, image.elf.soname != name else { return }
    throw RoundhouseError(
      .invalidManifest, "\(image.path) does not call itself \(name), so whoever needs it would not find it",
      remedy: "link it with -Wl,-soname,\(name)", path: image.path)
  }

  private static func tooMany(_ path: String) -> RoundhouseError {
    RoundhouseError(
      .invalidManifest, "\(path) brings more than \(maximumCompanions) libraries along",
      remedy: "link some of them statically", path: path)
  }
}
