internal import CPlatform
internal import RoundhouseModel

/// Writes a file so that there is always a whole one, the old or the new, whatever happens meanwhile.
enum FileReplacement {
  /// Writes beside the file, flushes, renames over it, and flushes the folder.
  /// - Parameter temporary: the path beside it; no other writer uses it now.
  static func write(_ bytes: [UInt8], to path: String, temporary: String) throws(RoundhouseError) {
    do throws(Failure) {
      try fill(temporary, with: bytes)
      guard rename(temporary, path) == 0 else { throw Failure("rename") }
      try flush(folderOf: path)
    } catch {
      unlink(temporary)
      throw error.told(path)
    }
  }

  /// Makes a folder that a power cut does not take away again, unless there is one.
  static func makeFolder(_ path: String) throws(RoundhouseError) {
    do throws(Failure) {
      if mkdir(path, 0o700) == 0 { return try flush(folderOf: path) }
      guard platform_errno() == EEXIST else { throw Failure("mkdir") }
    } catch {
      throw error.told(path)
    }
  }

  /// The file's bytes; nil if it does not exist.
  static func read(_ path: String, limit: Int) throws(RoundhouseError) -> [UInt8]? {
    let descriptor = platform_open(path, O_RDONLY, 0)
    if descriptor < 0, platform_errno() == ENOENT { return nil }
    guard descriptor >= 0 else { throw Failure("open").told(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      let count = CPlatform.read(descriptor, &piece, piece.count)
      if count == 0 { return bytes }
      if count < 0 {
        if platform_errno() == EINTR { continue }
        throw Failure("read").told(path)
      }
      bytes += piece[..<count]
    }
    throw RoundhouseError(
      .internal, "\(path) has more than \(limit) bytes", remedy: "move it away; it was not written by Roundhouse",
      path: path)
  }

  private static func fill(_ path: String, with bytes: [UInt8]) throws(Failure) {
    let descriptor = platform_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Failure("open") }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { CPlatform.write(descriptor, $0.baseAddress!, $0.count) }
      if count < 0, platform_errno() != EINTR { throw Failure("write") }
      rest = rest.dropFirst(max(count, 0))
    }
    guard fsync(descriptor) == 0 else { throw Failure("fsync") }
  }

  private static func flush(folderOf path: String) throws(Failure) {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = platform_open(folder, O_RDONLY | O_DIRECTORY, 0)
    guard descriptor >= 0 else { throw Failure("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure("fsync") }
  }

  /// The system call that failed and its `errno`, read at once.
  private struct Failure: Error {
    let call: String
    let number = platform_errno()

    init(_ call: String) { self.call = call }

    func told(_ path: String) -> RoundhouseError {
      let isFull = [ENOSPC, EDQUOT, EFBIG].contains(number)
      return RoundhouseError(
        isFull ? .storeFull : .internal,
        isFull ? "no room is left on the disk of \(path)" : "\(path) could not be read or written",
        remedy: isFull
          ? "make room on that disk and try again; the file is as it was"
          : "give this user the right to read and write the file and its folder",
        cause: "\(call): \(String(cString: strerror(number)))", path: path)
    }
  }
}
