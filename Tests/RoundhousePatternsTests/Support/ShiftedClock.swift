internal import RoundhouseModel

/// The machine's clock, with the wall clock ahead of it: a life that begins later.
struct ShiftedClock: Clock {
  /// Nanoseconds.
  let ahead: Int64

  init(days: Int64) { ahead = days * 86_400_000_000_000 }

  var now: Nanoseconds { SystemClock().now }
  var wallClock: Int64 { SystemClock().wallClock + ahead }
}
