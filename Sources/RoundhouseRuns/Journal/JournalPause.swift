internal import RoundhouseModel

/// How long the journal waits before it writes.
enum JournalPause {
  /// For a record that nobody waits for.
  static let patience: Nanoseconds = .milliseconds(1)
  private static let longest: Nanoseconds = .seconds(5)

  /// After so many failures in a row: 10, 20, 40 ms and so on.
  static func after(_ failures: UInt64) -> Nanoseconds {
    min(longest, .milliseconds(10) << min(failures - 1, 10))
  }
}
