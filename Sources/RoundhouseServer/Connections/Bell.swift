internal import CPlatform
internal import Glibc

/// Lets one thread sleep until another rings, or until a time has passed.
final class Bell: Sendable {
  private let descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))

  init() { precondition(descriptor >= 0, "the system gives no further descriptors") }

  deinit { close(descriptor) }

  func ring() { eventfd_write(descriptor, 1) }

  /// - Parameter milliseconds: nil waits for ever.
  func wait(milliseconds: Int32?) {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&watched, 1, milliseconds ?? -1)
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
  }
}
