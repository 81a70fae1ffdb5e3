internal import CPlatform
package import RoundhouseDiscovery
package import RoundhouseModel

/// One manifest in its file, read as discovery would.
package struct ManifestFile: Sendable {
  /// Absolute.
  package let path: String

  package init(_ path: String) { self.path = path }

  /// The folder in which it stands.
  package var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }

  /// - Throws: `invalidManifest` with every problem on a line of its own.
  package func bundle(_ configuration: Configuration) throws(RoundhouseError) -> AgentBundle {
    let bytes = try FileBytes.read(path, limit: ManifestReader.maximumSize)
    do throws(ManifestProblems) {
      let manifest = try ManifestReader.read(bytes, path: path)
      return try configuration.bundle(
        for: manifest, folder: folder, manifestPath: path, isTrusted: true, environment: .current)
    } catch {
      throw RoundhouseError(.invalidManifest, error.description, path: path)
    }
  }
}
