/// The segments of a library, checked: all that is mapped from the file is in the file.
struct ElfSegments {
  /// Addresses of one library may span so much; larger ones are damage.
  private static let maximumSpan: UInt64 = 1 << 36

  let bytes: ElfBytes
  /// What is mapped, in the order of addresses.
  private let loaded: [ElfSegment]
  /// Address and size of the dynamic section.
  let dynamic: (address: UInt64, size: UInt64)

  init(_ bytes: ElfBytes, _ header: ElfHeader) throws(ElfDefect) {
    var loaded: [ElfSegment] = []
    var dynamic: ElfSegment?
    var stack: ElfSegment?
    for index in 0..<header.segmentCount {
      guard let segment = ElfSegment(bytes, at: header.segmentsOffset + UInt64(index) * 56) else {
        throw .badSegment(index, "lies outside the file")
      }
      switch segment.type {
      case ElfSegment.load:
        try ElfSegments.check(segment, index, after: loaded.last, bytes)
        loaded.append(segment)
      case ElfSegment.dynamic: dynamic = segment
      case ElfSegment.interpreter: throw .program
      case ElfSegment.stack: stack = segment
      default: break
      }
    }
    guard !loaded.isEmpty else { throw .badDynamic("nothing of it is to be mapped") }
    guard let dynamic, dynamic.fileSize > 0 else { throw .badDynamic("it has no dynamic section") }
    // All that is mapped is there; a file that ends before its last table has still not been copied whole.
    guard header.sectionsEnd <= bytes.count else { throw .truncated(header.sectionsEnd - bytes.count) }
    guard ElfSegments.keepsStack(stack) else { throw .executableStack }
    self.bytes = bytes
    self.loaded = loaded
    self.dynamic = (dynamic.address, dynamic.fileSize)
  }

  /// Where in the file the bytes of an address range are; nil if they are not all in the file.
  func offset(of address: UInt64, _ size: UInt64) -> UInt64? {
    for segment in loaded where address >= segment.address {
      let distance = address - segment.address
      if distance <= segment.fileSize, size <= segment.fileSize - distance { return segment.offset + distance }
    }
    return nil
  }

  /// The file's bytes from an address to the end of its segment.
  func rest(at address: UInt64) -> ElfBytes? {
    for segment in loaded where address >= segment.address && address - segment.address < segment.fileSize {
      let distance = address - segment.address
      return bytes.slice(segment.offset + distance, segment.fileSize - distance)
    }
    return nil
  }

  private static func check(
    _ segment: ElfSegment, _ index: Int, after last: ElfSegment?, _ bytes: ElfBytes
  ) throws(ElfDefect) {
    let (end, overflow) = segment.offset.addingReportingOverflow(segment.fileSize)
    guard !overflow else { throw .badSegment(index, "ends beyond any file") }
    guard end <= bytes.count else { throw .truncated(end - bytes.count) }
    guard segment.memorySize >= segment.fileSize else { throw .badSegment(index, "is larger than its memory") }
    guard segment.address < maximumSpan, segment.memorySize < maximumSpan else {
      throw .badSegment(index, "has an impossible address or size")
    }
    let alignment = segment.alignment
    guard alignment & (alignment &- 1) == 0, alignment <= maximumSpan,
      alignment < 2 || segment.address % alignment == segment.offset % alignment
    else { throw .badSegment(index, "is not aligned as it says") }
    if let last, segment.address < last.address + last.memorySize {
      throw .badSegment(index, "overlaps the one before")
    }
  }

  /// Whether the process' stacks stay as they are. The C library makes them executable for a library that asks for it;
  /// on x86_64 also for one that says nothing.
  private static func keepsStack(_ stack: ElfSegment?) -> Bool {
    guard let stack else { return ElfMachine.this != ElfMachine(number: 62) }
    return stack.flags & ElfSegment.executable == 0
  }
}
