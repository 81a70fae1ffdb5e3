/// The first 64 bytes of a library: what it is, for which machine, and where its segments are told.
package struct ElfHeader: Sendable, Equatable {
  static let size = 64
  private static let segmentSize: UInt16 = 56
  /// Real libraries have about ten; the format's number for "more than fits here" is not one of them.
  private static let maximumSegments: UInt16 = 1024

  let segmentsOffset: UInt64
  let segmentCount: Int
  /// Where the table of sections ends, 0 if there is none. Nothing of it is mapped, but linkers write it last.
  let sectionsEnd: UInt64

  /// Reads the header and refuses what cannot run here.
  /// - Parameter fileSize: the whole file's size, where `bytes` is only its beginning.
  package init(_ bytes: UnsafeRawBufferPointer, fileSize: Int) throws(ElfDefect) {
    let bytes = ElfBytes(bytes)
    guard fileSize > 0 else { throw .empty }
    guard bytes.hasPrefix("\u{7F}ELF", at: 0) else { throw .foreignFormat(ElfHeader.format(bytes)) }
    guard fileSize >= ElfHeader.size else { throw .tooShort(fileSize) }
    guard bytes.load(UInt8.self, at: 4) == 2 else { throw .wrongClass }
    guard bytes.load(UInt8.self, at: 5) == 1 else { throw .wrongByteOrder }
    guard bytes.load(UInt8.self, at: 6) == 1, bytes.load(UInt32.self, at: 20) == 1 else { throw .wrongVersion }
    guard let system = bytes.load(UInt8.self, at: 7), let machine = bytes.load(UInt16.self, at: 18),
      let type = bytes.load(UInt16.self, at: 16), let offset = bytes.load(UInt64.self, at: 32),
      let entrySize = bytes.load(UInt16.self, at: 54), let count = bytes.load(UInt16.self, at: 56)
    else { throw .tooShort(fileSize) }
    // 0 is System V, 3 is GNU with its own relocations; the loader takes no other.
    guard system == 0 || system == 3 else { throw .wrongSystem(system) }
    guard ElfMachine(number: machine) == .this else { throw .wrongMachine(ElfMachine(number: machine)) }
    guard type == 3 else { throw .wrongType(type) }
    guard entrySize == ElfHeader.segmentSize, count > 0, count <= ElfHeader.maximumSegments, offset % 8 == 0 else {
      throw .badDynamic("its table of segments has an impossible shape")
    }
    let (end, overflow) = offset.addingReportingOverflow(UInt64(count) * UInt64(entrySize))
    guard !overflow else { throw .badDynamic("its table of segments has an impossible place") }
    guard end <= fileSize else { throw .truncated(end - UInt64(fileSize)) }
    segmentsOffset = offset
    segmentCount = Int(count)
    let sections = bytes.load(UInt64.self, at: 40) ?? 0
    let sizes = UInt64(bytes.load(UInt16.self, at: 58) ?? 0) * UInt64(bytes.load(UInt16.self, at: 60) ?? 0)
    sectionsEnd = sections == 0 ? 0 : sections &+ min(sizes, .max - sections)
  }

  /// What a file that is no ELF looks like.
  private static func format(_ bytes: ElfBytes) -> String {
    if bytes.hasPrefix("#!", at: 0) { return "a script" }
    if bytes.hasPrefix("MZ", at: 0) { return "a Windows library" }
    if bytes.hasPrefix("!<arch>", at: 0) { return "a static archive" }
    if bytes.hasPrefix("\0asm", at: 0) { return "a WebAssembly module" }
    if bytes.hasPrefix("PK\u{3}\u{4}", at: 0) { return "a zip archive" }
    if bytes.hasPrefix("/* GNU ld script", at: 0) { return "a linker script" }
    switch bytes.load(UInt32.self, at: 0) {
    case 0xFEED_FACF, 0xBEBA_FECA: return "a macOS library"
    case 0: return "zeros at its beginning"
    default: return ""
    }
  }
}
