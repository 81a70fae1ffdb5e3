/// What a library demands of the system around it; read from its bytes, nothing is mapped.
package struct ElfFacts: Sendable, Equatable {
  private enum Tag {
    static let flags: UInt64 = 30
    static let versions: UInt64 = 0x6FFF_FFFE
    static let versionsCount: UInt64 = 0x6FFF_FFFF
  }
  private static let staticTLS: UInt64 = 0x10
  private static let maximumEntries: UInt64 = 4096

  /// Whether its thread-local variables must lie in the room that every thread has from its beginning, of which there
  /// is little for libraries that come later.
  package let hasStaticTLS: Bool
  /// The newest version of the C library that it asks for, such as `2.34`; empty if it asks for none.
  package let libcFloor: String
  /// Names of libraries that it needs.
  package let needed: [String]
  /// Folders that it adds to the loader's search.
  package let searchPaths: [String]

  package init(_ bytes: UnsafeRawBufferPointer) throws(ElfDefect) {
    let header = try ElfHeader(bytes, fileSize: bytes.count)
    let segments = try ElfSegments(ElfBytes(bytes), header)
    let dynamic = try ElfDynamic(segments)
    needed = dynamic.needed
    searchPaths = dynamic.searchPaths
    hasStaticTLS = (ElfFacts.value(of: Tag.flags, segments) ?? 0) & ElfFacts.staticTLS != 0
    libcFloor = ElfFacts.floor(ElfFacts.versions(segments, dynamic.strings))
  }

  private static func value(of tag: UInt64, _ segments: ElfSegments) -> UInt64? {
    guard let offset = segments.offset(of: segments.dynamic.address, segments.dynamic.size) else { return nil }
    for place in stride(from: offset, to: offset + segments.dynamic.size, by: 16)
    where segments.bytes.load(UInt64.self, at: place) == tag {
      return segments.bytes.load(UInt64.self, at: place + 8)
    }
    return nil
  }

  /// The names of all versions that are asked for, of whatever library.
  private static func versions(_ segments: ElfSegments, _ strings: ElfBytes) -> [String] {
    guard let address = value(of: Tag.versions, segments), let table = segments.rest(at: address) else { return [] }
    var names: [String] = []
    var place: UInt64 = 0
    for _ in 0..<min(value(of: Tag.versionsCount, segments) ?? 0, maximumEntries) {
      guard let count = table.load(UInt16.self, at: place + 2), let first = table.load(UInt32.self, at: place + 8),
        let next = table.load(UInt32.self, at: place + 12)
      else { return names }
      var entry = place + UInt64(first)
      for _ in 0..<count {
        guard let name = table.load(UInt32.self, at: entry + 8), let after = table.load(UInt32.self, at: entry + 12)
        else { return names }
        if let text = strings.text(at: UInt64(name)) { names.append(text) }
        entry += UInt64(after)
      }
      place += UInt64(next)
    }
    return names
  }

  private static func floor(_ names: [String]) -> String {
    let versions = names.compactMap { $0.hasPrefix("GLIBC_") ? $0.dropFirst(6) : nil }
    return versions.map(String.init).max { parts($0).lexicographicallyPrecedes(parts($1)) } ?? ""
  }

  private static func parts(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }
}
