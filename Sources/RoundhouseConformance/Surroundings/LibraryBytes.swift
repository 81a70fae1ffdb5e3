internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

/// An agent's library as a file, looked at without mapping it.
struct LibraryBytes {
  let path: String
  let bytes: [UInt8]

  init(_ path: String) throws(RoundhouseError) {
    self.path = path
    bytes = try FileBytes.read(path, limit: ImageLimits().maximumSize)
  }

  /// The library of an agent; nil if it is the system's.
  init?(_ bundle: AgentBundle) throws(RoundhouseError) {
    guard !bundle.manifest.library.isSystemName else { return nil }
    try self.init(bundle.folder + "/" + bundle.manifest.library.path)
  }

  /// What is wrong with its bytes; nil if nothing is.
  var defect: ElfDefect? {
    do throws(ElfDefect) {
      _ = try image()
      return nil
    } catch {
      return error
    }
  }

  /// The one defect of the file that is about its code, not about its being whole.
  var isUnsafe: Bool { defect == .textRelocations || defect == .executableStack }

  func image() throws(ElfDefect) -> ElfImage {
    var made: Result<ElfImage, ElfDefect> = .failure(.empty)
    bytes.withUnsafeBytes { bytes in
      do throws(ElfDefect) { made = .success(try ElfImage(bytes)) } catch { made = .failure(error) }
    }
    return try made.get()
  }

  func facts() throws(ElfDefect) -> ElfFacts {
    var made: Result<ElfFacts, ElfDefect> = .failure(.empty)
    bytes.withUnsafeBytes { bytes in
      do throws(ElfDefect) { made = .success(try ElfFacts(bytes)) } catch { made = .failure(error) }
    }
    return try made.get()
  }

  /// Libraries that it needs and that lie in its own folder, from which a sealed one could not load them.
  func companions() -> [String] {
    guard let needed = try? facts().needed, let slash = path.lastIndex(of: "/") else { return [] }
    return needed.filter { access(path[...slash] + $0, F_OK) == 0 }
  }

  /// Whether nothing but its digest could be wrong.
  func isSound(for bundle: AgentBundle) -> Bool {
    guard let image = try? image(), companions().isEmpty else { return false }
    return bundle.manifest.kind == .ffi || image.entries.contains(AgentTable.entryName)
  }
}
