internal import FixtureBuilder
package import RoundhouseModel

extension AgentBundle {
  /// A bundle over the library of one of the C agents in `Tests/Fixtures/Agents`, which is built if it is not there.
  /// - Parameters:
  ///   - flags: further arguments of the compiler.
  ///   - id: `test.<fixture>` if it is empty.
  ///   - config: the text of one JSON object.
  ///   - change: what else the manifest says.
  package init(
    fixture: String, flags: [String] = [], id: String = "", offers names: [String], trusted: Bool = true,
    config: String = "{}", _ change: (inout Manifest) throws -> Void = { _ in }
  ) throws {
    let parts = try FixtureBuilder.build(fixture, flags: flags).split(separator: "/")
    let folder = parts.dropLast().map { "/" + $0 }.joined()
    var manifest = Manifest(
      id: id.isEmpty ? "test.\(fixture)" : id, version: "1.0.0",
      library: LibraryReference(path: String(parts.last ?? "")), capabilities: names.map { Capability(name: $0) })
    manifest.config = Array(config.utf8)
    try change(&manifest)
    self.init(
      manifest: manifest, folder: folder, manifestPath: folder + "/agent.json", isTrusted: trusted)
  }
}
