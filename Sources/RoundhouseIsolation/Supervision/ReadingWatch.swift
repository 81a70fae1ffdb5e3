internal import RoundhouseModel

/// Tells a worker that does not read what it is sent from one that the system does not let run. Pure.
struct ReadingWatch: Sendable, Equatable {
  /// One that the system does not let run is waited for so many times as long, because nobody can tell for ever.
  private static let patience: UInt64 = 10
  /// Whoever has had less than one part in so many of the time was not let run.
  private static let part: UInt64 = 20

  /// How far it had read when it was last seen to read, or to have nothing to read.
  private var position: UInt32 = 0
  private var since: Nanoseconds
  /// What its threads had used of a processor by then.
  private var cpu: Nanoseconds = 0

  init(since: Nanoseconds) { self.since = since }

  /// Takes note of how far it has read.
  /// - Parameters:
  ///   - isWaiting: whether there is something that it has not read.
  ///   - cpu: what its threads have used so far.
  ///   - limit: how long it may read nothing.
  ///   - isRunnable: whether one of its threads wants to run; asked only beyond the limit.
  /// - Returns: whether it hangs.
  mutating func hangs(
    isWaiting: Bool, position: UInt32, cpu: Nanoseconds, limit: Nanoseconds, now: Nanoseconds, isRunnable: () -> Bool
  ) -> Bool {
    guard isWaiting, position == self.position else {
      (self.position, since, self.cpu) = (position, now, cpu)
      return false
    }
    let elapsed = now &- since
    guard elapsed > limit else { return false }
    let hasRun = cpu &- self.cpu > elapsed / Self.part
    return hasRun || elapsed > Self.patience &* limit || !isRunnable()
  }
}
