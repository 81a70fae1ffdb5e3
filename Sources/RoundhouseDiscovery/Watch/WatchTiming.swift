package import RoundhouseModel

/// How fast the watcher answers, and how often at most.
package struct WatchTiming: Sendable, Equatable {
  /// How long nothing must happen before it looks.
  package var quiet: Nanoseconds = .milliseconds(10)
  /// How long it waits at most for quiet; and, where it never becomes quiet, the time from one look to the next.
  package var longest: Nanoseconds = .milliseconds(200)
  /// So many looks may follow one another at once before `longest` must lie between them.
  package var burst: UInt64 = 8
  /// How often it looks although nothing was noticed.
  package var rescan: Nanoseconds = .seconds(30)

  package init() {}
}
