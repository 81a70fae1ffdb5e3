internal import CPlatform

/// What the system says of this process.
enum ProcessMemory {
  /// Resident bytes; 0 if the system does not tell.
  static var resident: UInt64 {
    let file = platform_open("/proc/self/statm", O_RDONLY | O_CLOEXEC, 0)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    let text = withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { room in
      let count = read(file, room.baseAddress, room.count)
      return String(decoding: UnsafeRawBufferPointer(room).prefix(max(0, count)), as: UTF8.self)
    }
    let fields = text.split(separator: " ")
    guard fields.count > 1, let pages = UInt64(fields[1]) else { return 0 }
    return pages * UInt64(sysconf(Int32(_SC_PAGESIZE)))
  }
}
