internal import RoundhouseLoading
internal import RoundhouseModel

// M: what agent.json says.
extension ConformanceSuite {
  static let manifestTests = [
    ConformanceTest(
      "M1.schema", proves: "M1", "Reads agent.json as a host does", level: .quick, place: .files, isGate: true,
      body: readManifest),
    ConformanceTest(
      "M2.library", proves: "M2", "Opens the library and compares its digest", level: .quick, place: .files,
      isGate: true, body: openLibrary),
  ]

  private static func readManifest(_ trial: Trial) throws(RoundhouseError) {
    trial.doing("its manifest was read")
    let manifest = try trial.bundle().manifest
    trial.notes("\(manifest.id) \(manifest.version): \(manifest.capabilities.map(\.name).joined(separator: " "))")
  }

  private static func openLibrary(_ trial: Trial) throws(RoundhouseError) {
    let bundle = try trial.bundle()
    let reference = bundle.manifest.library
    if reference.isSystemName {
      return trial.notes("\(reference.path) of the system, \(try SharedLibrary.system(reference.path).path)")
    }
    let file = try BundleFile(reference.path, in: bundle.folder)
    let library = try LibraryBytes(file.path)
    // What else is wrong with it is for the library's own tests to say.
    guard library.isSound(for: bundle) else { return trial.notes("\(file.path), \(library.bytes.count) bytes") }
    let image = try SealedImage(reference, in: bundle.folder, kind: bundle.manifest.kind)
    trial.notes("sha256 \(image.sha256), " + (reference.sha256.isEmpty ? "not stated in the manifest" : "as stated"))
  }
}
