internal import CPlatform

/// Where "now" comes from, so that tests can decide it.
package protocol Clock: Sendable {
  /// Nanoseconds on a clock that never goes back.
  var now: Nanoseconds { get }
  /// Nanoseconds since 1970, as the system believes it.
  var wallClock: Int64 { get }
}

/// The clock of this machine: `CLOCK_MONOTONIC`, the same that agents see.
package struct SystemClock: Clock {
  package init() {}
  package var now: Nanoseconds { platform_now() }
  package var wallClock: Int64 { platform_wall_clock() }
}
