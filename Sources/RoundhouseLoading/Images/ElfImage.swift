/// What the bytes of a shared library say, checked before they are mapped.
///
/// A file that is cut off would end the process with SIGBUS inside the loader instead of giving an error, so everything
/// the loader will touch is looked at first. A pure function: whatever the bytes are, the answer is an image or a defect.
package struct ElfImage: Sendable, Equatable {
  /// Names that say which major version of the ABI a library speaks.
  package static let entryPrefix: StaticString = "roundhouse_plugin_v"

  package let soname: String
  /// The libraries that it needs, by name.
  package let needed: [String]
  /// The folders that it adds to the loader's search, `$ORIGIN` not replaced.
  package let searchPaths: [String]
  /// How many symbols it exports.
  package let exportCount: Int
  /// The names of the first of them, at most 64.
  package let exports: [String]
  /// The exported names that begin with `entryPrefix`.
  package let entries: [String]

  package init(_ bytes: UnsafeRawBufferPointer) throws(ElfDefect) {
    let header = try ElfHeader(bytes, fileSize: bytes.count)
    let dynamic = try ElfDynamic(ElfSegments(ElfBytes(bytes), header))
    soname = dynamic.soname
    needed = dynamic.needed
    searchPaths = dynamic.searchPaths
    (exportCount, exports, entries) = ElfSymbols(dynamic).exports(limit: 64, prefix: ElfImage.entryPrefix)
  }

  /// What an agent's library exports beside its entry, in one sentence; nil if nothing.
  package var surplusExports: String? {
    let surplus = exports.filter { !entries.contains($0) }
    let count = exportCount - entries.count
    guard count > 0 else { return nil }
    let names = surplus.prefix(5).joined(separator: ", ") + (count > 5 ? ", …" : "")
    return "exports \(count) symbol\(count == 1 ? "" : "s") beside its entry: \(names)"
  }
}
