internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// Waiting for a process to end.
enum PidfdWait {
  /// - Parameter deadline: on the monotonic clock; `.max` for ever.
  /// - Returns: whether it has ended.
  static func ends(_ pidfd: Int32, until deadline: Nanoseconds) -> Bool {
    while true {
      var entry = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
      let ready = poll(&entry, 1, milliseconds(until: deadline))
      if ready > 0 { return true }
      if ready == 0 || errno != EINTR, deadline <= platform_now() { return false }
    }
  }

  /// Rounded up, so that a wait does not end before its deadline.
  private static func milliseconds(until deadline: Nanoseconds) -> Int32 {
    if deadline == .max { return -1 }
    let now = platform_now()
    return deadline <= now ? 0 : Int32(clamping: (deadline - now) / 1_000_000 + 1)
  }
}
