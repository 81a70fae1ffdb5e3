internal import RoundhouseModel

/// One request that has ended.
struct LoadSample: Sendable {
  /// When it was to be sent, on the monotonic clock.
  let due: Nanoseconds
  /// From then until its answer had come.
  let wait: Nanoseconds
  /// Empty if the answer was the right one.
  let failure: String
}
