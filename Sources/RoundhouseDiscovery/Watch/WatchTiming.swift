package import RoundhouseModel

/// How fast the watcher answers, and how much of a core it takes at most.
package struct WatchTiming: Sendable, Equatable {
  /// How long nothing must happen after a manifest came: time enough to copy a small library after it.
  package var settle: Nanoseconds = .milliseconds(2)
  /// How long nothing must happen after anything else.
  package var quiet: Nanoseconds = .milliseconds(10)
  /// How long it waits at most for quiet after a manifest came.
  package var longestSettle: Nanoseconds = .milliseconds(10)
  /// How long it waits at most for quiet after anything else.
  package var longest: Nanoseconds = .milliseconds(200)
  /// The share of a core that it takes at most, whatever happens in the folders.
  package var share = 0.3
  /// The processor time that it may take at once after a time of quiet: some looks at thousands of agents.
  package var credit: Nanoseconds = .milliseconds(100)
  /// How often it looks although nothing was noticed.
  package var rescan: Nanoseconds = .seconds(30)

  package init() {}
}
