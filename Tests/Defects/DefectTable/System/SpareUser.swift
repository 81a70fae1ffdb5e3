internal import Glibc

/// A user without any process or file, so that what a hostile host does as that user reaches nobody else.
package enum SpareUser {
  private static let range: ClosedRange<uid_t> = 61_200...61_299

  /// Nil where this process may not become somebody else.
  static func find() -> uid_t? {
    guard geteuid() == 0 else { return nil }
    let taken = Set(ProcessTable.look().entries.map(\.user))
    return range.first { !taken.contains($0) && getpwuid($0) == nil }
  }
}
