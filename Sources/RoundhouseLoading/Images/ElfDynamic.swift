/// The dynamic section: what the loader does with a library after mapping it.
struct ElfDynamic {
  /// Tags that are read once, with the size of what they point at, if another tag tells it.
  private enum Tag {
    static let end: Int64 = 0
    static let needed: Int64 = 1
    static let hash: Int64 = 4
    static let strings: Int64 = 5
    static let symbols: Int64 = 6
    static let stringsSize: Int64 = 10
    static let symbolSize: Int64 = 11
    static let soname: Int64 = 14
    static let rpath: Int64 = 15
    static let textRelocations: Int64 = 22
    static let runpath: Int64 = 29
    static let flags: Int64 = 30
    static let gnuHash: Int64 = 0x6FFF_FEF5
    static let flags1: Int64 = 0x6FFF_FFFB
    /// Tables with the tags of their sizes: relocations, jump slots, packed relocations, constructors, destructors.
    static let tables: [(Int64, Int64)] = [(7, 8), (23, 2), (36, 35), (25, 27), (26, 28)]
  }

  let soname: String
  let needed: [String]
  let searchPaths: [String]
  /// The string table.
  let strings: ElfBytes
  /// The symbol table, to the end of its segment.
  let symbols: ElfBytes
  let hash: ElfBytes?
  let gnuHash: ElfBytes?

  init(_ segments: ElfSegments) throws(ElfDefect) {
    let entries = try ElfDynamic.entries(segments)
    var first: [Int64: UInt64] = [:]
    for (tag, value) in entries where first[tag] == nil { first[tag] = value }
    // Bit 2 of DT_FLAGS and the old tag say the same; bit 27 of DT_FLAGS_1 marks a program.
    if first[Tag.textRelocations] != nil || (first[Tag.flags] ?? 0) & 4 != 0 { throw .textRelocations }
    if (first[Tag.flags1] ?? 0) & 0x0800_0000 != 0 { throw .program }
    for (tag, size) in Tag.tables {
      guard let address = first[tag] else { continue }
      guard segments.offset(of: address, first[size] ?? 0) != nil else {
        throw .badDynamic("table \(tag) of its dynamic section is not in the file")
      }
    }
    guard let address = first[Tag.strings], let size = first[Tag.stringsSize],
      let offset = segments.offset(of: address, size), let strings = segments.bytes.slice(offset, size)
    else { throw .badDynamic("its table of names is not in the file") }
    guard let address = first[Tag.symbols], first[Tag.symbolSize] == 24, let symbols = segments.rest(at: address) else {
      throw .badDynamic("its table of symbols is not in the file")
    }
    self.strings = strings
    self.symbols = symbols
    hash = first[Tag.hash].flatMap { segments.rest(at: $0) }
    gnuHash = first[Tag.gnuHash].flatMap { segments.rest(at: $0) }
    soname = first[Tag.soname].flatMap { strings.text(at: $0) } ?? ""
    needed = try ElfDynamic.names(entries, [Tag.needed], strings)
    searchPaths = try ElfDynamic.names(entries, [Tag.rpath, Tag.runpath], strings)
      .flatMap { $0.split(separator: ":").map(String.init) }
    if let path = needed.first(where: { $0.contains("/") }) { throw .neededByPath(path) }
  }

  private static func entries(_ segments: ElfSegments) throws(ElfDefect) -> [(Int64, UInt64)] {
    let (address, size) = segments.dynamic
    guard address % 8 == 0, let offset = segments.offset(of: address, size) else {
      throw .badDynamic("its dynamic section is not in the file")
    }
    var entries: [(Int64, UInt64)] = []
    for place in stride(from: offset, to: offset + size, by: 16) {
      guard let tag = segments.bytes.load(Int64.self, at: place), tag != Tag.end,
        let value = segments.bytes.load(UInt64.self, at: place + 8)
      else { return entries }
      // Thousands of needed libraries are damage, and looking each up would take its time.
      guard entries.count < 4096 else { throw .badDynamic("its dynamic section is too long") }
      entries.append((tag, value))
    }
    throw .badDynamic("its dynamic section has no end")
  }

  private static func names(
    _ entries: [(Int64, UInt64)], _ tags: [Int64], _ strings: ElfBytes
  ) throws(ElfDefect) -> [String] {
    var names: [String] = []
    for (tag, value) in entries where tags.contains(tag) {
      guard let name = strings.text(at: value) else { throw .badDynamic("the name of a library it needs is missing") }
      names.append(name)
    }
    return names
  }
}
