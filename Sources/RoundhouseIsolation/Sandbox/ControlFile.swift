internal import CPlatform
internal import Glibc

/// The small files by which the kernel is asked and told.
enum ControlFile {
  /// - Returns: nil if it cannot be read.
  static func read(_ path: String) -> String? {
    let file = platform_open(path, O_RDONLY, 0)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < 1 << 20 {
      let count = Glibc.read(file, &room, room.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += room[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the text by one call, as such files want it. Answers 0 or the error's number.
  static func write(_ text: String, to path: String) -> Int32 {
    let file = platform_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { return errno }
    defer { close(file) }
    var text = text
    let count = text.withUTF8 { Glibc.write(file, $0.baseAddress, $0.count) }
    return count < 0 ? errno : 0
  }
}
