internal import CPlatform
internal import RoundhouseModel

/// Whole files, and what the system tells as files.
enum FileBytes {
  /// - Throws: `invalidManifest` if it cannot be read. Of a file that is longer than the limit a byte more is read.
  static func read(_ path: String, limit: Int) throws(RoundhouseError) -> [UInt8] {
    let descriptor = platform_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      let got = CPlatform.read(descriptor, &room, min(room.count, limit + 1 - bytes.count))
      if got == 0 { break }
      if got < 0, platform_errno() == EINTR { continue }
      guard got > 0 else { throw failure(path) }
      bytes.append(contentsOf: room[..<got])
    }
    return bytes
  }

  /// A file below /proc as text; empty if it cannot be read.
  static func text(_ path: String) -> String {
    (try? read(path, limit: 16 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func failure(_ path: String) -> RoundhouseError {
    RoundhouseError(
      .invalidManifest, "cannot read \(path)", remedy: "name an agent's folder, or its agent.json",
      cause: String(cString: strerror(platform_errno())), path: path)
  }
}
