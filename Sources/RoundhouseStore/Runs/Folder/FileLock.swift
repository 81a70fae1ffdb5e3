internal import CPlatform
internal import RoundhouseModel

/// A lock on a file, held until this is dropped or the process ends in whatever way: no clock and no heartbeat says
/// whether its owner lives, the kernel does.
///
/// A process that stands still (SIGSTOP, a debugger) holds its locks.
final class FileLock: Sendable {
  private let descriptor: Int32

  /// - Returns: nil if somebody has it.
  init?(path: String) throws(RoundhouseError) {
    descriptor = platform_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unusable(path, "open") }
    let answer = platform_lock_file(descriptor)
    if answer == 0 { return }
    close(descriptor)
    if answer == EAGAIN || answer == EACCES { return nil }
    throw .unusable(path, "fcntl", answer)
  }

  deinit { close(descriptor) }

  /// Whether somebody has the lock of a file; false for one that does not exist.
  static func isHeld(_ path: String) -> Bool {
    let descriptor = platform_open(path, O_RDWR | O_NOFOLLOW, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return platform_is_file_locked(descriptor) != 0
  }
}

extension RoundhouseError {
  /// A file or folder of runs that the system refuses.
  static func unusable(_ path: String, _ call: String, _ number: Int32 = platform_errno()) -> RoundhouseError {
    let isFull = [ENOSPC, EDQUOT, EFBIG].contains(number)
    return RoundhouseError(
      isFull ? .storeFull : .internal, "\(path) cannot be opened for writing",
      remedy: isFull
        ? "make room on that disk and start again"
        : "give this user the right to write the file and its folder, or give another folder with --state",
      cause: "\(call): \(String(cString: strerror(number)))", path: path)
  }
}
