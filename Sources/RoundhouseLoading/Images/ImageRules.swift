internal import CPlatform
internal import RoundhouseModel

/// What a sound library must also be, to be an agent's in this process.
enum ImageRules {
  /// Refuses a library that brings libraries of its own: from sealed memory the loader would not find them, or would
  /// find other ones.
  static func checkCompanions(_ elf: ElfImage, _ path: String) throws(RoundhouseError) {
    guard let companion = companions(elf, path).first else { return }
    throw RoundhouseError(
      .invalidManifest, "\(path) brings a library of its own, \(companion)",
      remedy: "link that library statically, install it for the whole system, or use the worker tier", path: path)
  }

  /// The libraries that a library needs and brings along: those that lie beside it, or where it says by `$ORIGIN`.
  static func companions(_ elf: ElfImage, _ path: String) -> [String] {
    guard !elf.needed.isEmpty, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return [] }
    let directories = directories(elf.searchPaths, String(path[..<slash]))
    return elf.needed.compactMap { name in
      directories.lazy.map { "\($0)/\(name)" }.first { access($0, F_OK) == 0 }
    }
  }

  /// Refuses a library without the entry of this version of the ABI.
  static func checkEntry(_ elf: ElfImage, _ path: String) throws(RoundhouseError) {
    let entry = AgentTable.entryName
    guard !elf.entries.contains(entry) else { return }
    guard let other = elf.entries.first else {
      throw RoundhouseError(
        .invalidManifest, "\(path) does not export \(entry)",
        remedy: "define it with RH_EXPORT as roundhouse.h shows, or declare a plain C library with \"kind\": \"ffi\"",
        path: path)
    }
    throw RoundhouseError(
      .invalidManifest, "\(path) exports \(other), this host speaks \(entry)",
      remedy: "build it with this host's roundhouse.h, or use a host of that version", path: path)
  }

  /// The library's folder, and what its search paths make of it.
  private static func directories(_ searchPaths: [String], _ folder: String) -> [String] {
    [folder]
      + searchPaths.compactMap { path in
        guard path.contains("ORIGIN") else { return nil }
        let expanded = path.replacing("${ORIGIN}", with: folder).replacing("$ORIGIN", with: folder)
        return expanded == folder ? nil : expanded
      }
  }
}
