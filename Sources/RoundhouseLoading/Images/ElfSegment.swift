/// One line of the table that tells the loader what to map.
struct ElfSegment {
  static let load: UInt32 = 1
  static let dynamic: UInt32 = 2
  static let interpreter: UInt32 = 3
  static let stack: UInt32 = 0x6474_E551
  static let executable: UInt32 = 1

  let type: UInt32
  let flags: UInt32
  let offset: UInt64
  let address: UInt64
  let fileSize: UInt64
  let memorySize: UInt64
  let alignment: UInt64

  /// Reads one line; nil outside the file.
  init?(_ bytes: ElfBytes, at place: UInt64) {
    guard let type = bytes.load(UInt32.self, at: place), let flags = bytes.load(UInt32.self, at: place + 4),
      let offset = bytes.load(UInt64.self, at: place + 8), let address = bytes.load(UInt64.self, at: place + 16),
      let fileSize = bytes.load(UInt64.self, at: place + 32), let memorySize = bytes.load(UInt64.self, at: place + 40),
      let alignment = bytes.load(UInt64.self, at: place + 48)
    else { return nil }
    self.type = type
    self.flags = flags
    self.offset = offset
    self.address = address
    self.fileSize = fileSize
    self.memorySize = memorySize
    self.alignment = alignment
  }
}
