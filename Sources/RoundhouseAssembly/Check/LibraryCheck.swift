internal import RoundhouseLoading
internal import RoundhouseModel

/// Looks at an agent's library without mapping it, and then maps it.
struct LibraryCheck {
  private let bundle: AgentBundle
  private var reference: LibraryReference { bundle.manifest.library }

  init(_ bundle: AgentBundle) { self.bundle = bundle }

  /// The file's bytes: complete, for this machine, one entry and nothing else.
  func look() throws(RoundhouseError) -> [Finding] {
    if reference.isSystemName {
      let library = try SharedLibrary.system(reference.path)
      return [.good("library", "\(reference.path) of the system, \(library.path)")]
    }
    let image = try SealedImage(reference, in: bundle.folder, kind: bundle.manifest.kind, limits: ImageLimits())
    var findings = [Finding.good("library", "\(reference.path), sha256 \(image.sha256)")]
    if bundle.manifest.kind == .native, let surplus = image.elf.surplusExports {
      findings.append(
        .warning(
          "exports", "\(reference.path) \(surplus)",
          remedy: "link with the SDK's c/agent.map, so that it exports its entry alone and cannot disturb others"))
    }
    return findings
  }

  /// Maps it, which runs its constructors, and reads its table.
  func load() throws(RoundhouseError) -> [Finding] {
    let library = try ImageStore().load(reference, in: bundle.folder, kind: bundle.manifest.kind)
    let table = try AgentTable(library)
    let optional = [
      ("resume", table.resume != nil), ("cancel", table.cancel != nil), ("health", table.health != nil),
      ("drain", table.drain != nil),
    ]
    let names = optional.filter(\.1).map(\.0)
    let also = names.isEmpty ? "" : ", with " + names.joined(separator: ", ")
    return [.good("loading", "made for ABI 1.\(table.abiMinor)\(also)")]
  }
}
