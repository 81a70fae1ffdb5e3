internal import CPlatform

/// What a process holds of memory.
enum ProcessMemory {
  /// Resident bytes; 0 if the process has gone.
  static func resident(of process: pid_t) -> UInt64 {
    let file = platform_open("/proc/\(process)/statm", O_RDONLY, 0)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 128)
    let count = read(file, &text, text.count)
    guard count > 0 else { return 0 }
    let words = text.prefix(count).split(separator: UInt8(ascii: " "))
    guard words.count > 1, let pages = UInt64(String(decoding: words[1], as: UTF8.self)) else { return 0 }
    return pages * UInt64(sysconf(Int32(_SC_PAGESIZE)))
  }
}
