internal import Glibc

/// What `readdir` gives.
enum DirectoryEntry {
  /// Its name; the kernel ends it with NUL inside the record.
  static func name(_ entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
    }
  }
}
