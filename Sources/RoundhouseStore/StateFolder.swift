internal import CPlatform
package import RoundhouseModel

/// The folder that a host keeps its state in, locked against a second host for as long as this lives.
package final class StateFolder: Sendable {
  package let path: String
  /// The open `lock` file; closed in deinit, which ends the lock.
  private let descriptor: Int32

  /// Makes the folder if it is missing, readable for its owner only, and locks it.
  /// - Throws: `conflict` naming the process that holds it, `internal` if it cannot be made or written.
  package init(path: String) throws(RoundhouseError) {
    self.path = path
    try Self.make(path)
    let lock = Self.join(path, "lock")
    descriptor = platform_open(lock, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.unusable(path, "\(lock): \(Self.reason())") }
    do throws(RoundhouseError) { try Self.lock(descriptor, path) } catch {
      CPlatform.close(descriptor)
      throw error
    }
  }

  deinit { CPlatform.close(descriptor) }

  /// The path of a file in the folder.
  package func file(_ name: String) -> String { Self.join(path, name) }

  private static func join(_ path: String, _ name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  private static func make(_ path: String) throws(RoundhouseError) {
    var end = path.utf8.startIndex
    while end != path.utf8.endIndex {
      end = path.utf8[end...].dropFirst().firstIndex(of: UInt8(ascii: "/")) ?? path.utf8.endIndex
      let part = String(path[..<end])
      if mkdir(part, 0o700) == 0 || platform_errno() == EEXIST { continue }
      let reason = reason()
      guard isFolder(part) else { throw unusable(path, "\(part): \(reason)") }
    }
    guard isFolder(path) else { throw unusable(path, "it is not a folder") }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & mode_t(S_IFMT) == mode_t(S_IFDIR)
  }

  private static func lock(_ descriptor: Int32, _ path: String) throws(RoundhouseError) {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if platform_errno() == EINTR { continue }
      guard platform_errno() == EWOULDBLOCK else { throw unusable(path, "flock: \(reason())") }
      throw taken(path, by: owner(descriptor))
    }
    // For the message above, told by the next process that comes; without it the lock holds as well.
    let text = "\(getpid())\n"
    ftruncate(descriptor, 0)
    pwrite(descriptor, text, text.utf8.count, 0)
  }

  /// The process that says in the file that it holds the lock; nil if it has not said so yet.
  private static func owner(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Int32(String(decoding: bytes.prefix(max(count, 0)).prefix { $0 != 0x0A }, as: UTF8.self))
  }

  private static func taken(_ path: String, by owner: Int32?) -> RoundhouseError {
    let who = owner.map { $0 == getpid() ? "this process (\($0)) already" : "another host, process \($0)," }
    return RoundhouseError(
      .conflict, "\(who ?? "another host") uses the state folder \(path)",
      remedy: "end that host, ask it with --server, or give another folder with --state", path: path)
  }

  private static func unusable(_ path: String, _ cause: String) -> RoundhouseError {
    RoundhouseError(
      .internal, "the state folder \(path) cannot be used",
      remedy: "give this user the right to write it, or give another folder with --state", cause: cause, path: path)
  }

  private static func reason() -> String { String(cString: strerror(platform_errno())) }
}
