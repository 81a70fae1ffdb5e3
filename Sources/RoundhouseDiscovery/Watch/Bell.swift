internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// Wakes a thread that waits in `poll`. The descriptor is closed with its last owner.
final class Bell: Sendable {
  let descriptor: Int32

  init() throws(RoundhouseError) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else {
      throw RoundhouseError(
        .internal, "the folder watcher cannot be started", remedy: "raise the limit of open files (ulimit -n)",
        cause: SystemError(code: platform_errno()).description)
    }
  }

  deinit { close(descriptor) }

  /// Any thread; it never waits.
  func ring() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Waits until it has rung.
  func wait() {
    var waits = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while waits.revents == 0 { poll(&waits, 1, -1) }
  }

  /// Takes note of all rings so far.
  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}
