internal import CPlatform
internal import RoundhouseDiscovery
internal import RoundhouseModel

/// Reads one manifest from its file, as discovery would.
struct ManifestCheck {
  let path: String
  let folder: String

  /// - Throws: `invalidManifest` with every problem on a line of its own.
  func read(_ configuration: Configuration) throws(RoundhouseError) -> (Manifest, AgentBundle) {
    let bytes = try bytes()
    do throws(ManifestProblems) {
      let manifest = try ManifestReader.read(bytes, path: path)
      let bundle = try configuration.bundle(
        for: manifest, folder: folder, manifestPath: path, isTrusted: true, environment: .current)
      return (manifest, bundle)
    } catch {
      throw RoundhouseError(.invalidManifest, error.description, path: path)
    }
  }

  private func bytes() throws(RoundhouseError) -> [UInt8] {
    let descriptor = platform_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: ManifestReader.maximumSize + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { CPlatform.read(descriptor, $0.baseAddress! + count, $0.count - count) }
      if got == 0 { break }
      if got < 0, platform_errno() == EINTR { continue }
      guard got > 0 else { throw failure() }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  private func failure() -> RoundhouseError {
    RoundhouseError(
      .invalidManifest, "cannot read \(path)", remedy: "name an agent's folder, or its agent.json",
      cause: String(cString: strerror(platform_errno())), path: path)
  }
}
