internal import Glibc

/// Whole files as text.
enum TextFile {
  /// Nil if it cannot be read; bytes that are no UTF-8 are replaced.
  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "rbe") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = fread(&room, 1, room.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += room[..<count]
    }
  }
}
