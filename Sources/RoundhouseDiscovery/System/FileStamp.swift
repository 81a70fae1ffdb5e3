/// How a file or folder was when it was looked at, closely enough that a later change shows.
struct FileStamp: Sendable, Equatable {
  let identity: FileIdentity
  /// Unix nanoseconds of the last change to content, owner, mode or names. Unlike the time of the last write nobody can
  /// set it.
  let changed: Int64

  /// The system's clock for files moves in steps, on some file systems of two seconds: a change within the step of the
  /// one before leaves the same stamp.
  static let granule: Int64 = 2_000_000_000

  /// Whether every change after a moment must give another stamp.
  func isSettled(at moment: Int64) -> Bool { changed < moment - Self.granule }
}
