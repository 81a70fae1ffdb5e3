internal import CPlatform
internal import Glibc
package import RoundhouseModel

/// The folder of runs, with one file for each host that uses it. A host writes its own file only; the file of one that
/// has died is adopted by another.
package struct RunFolder: Sendable {
  /// So many hosts may use one folder.
  private static let mostHosts = 1_024

  package let path: String

  /// Makes the folder if it is missing, readable for its owner only.
  package init(path: String) throws(RoundhouseError) {
    self.path = path
    guard mkdir(path, 0o700) == 0 || platform_errno() == EEXIST else { throw .unusable(path, "mkdir") }
  }

  /// The host's own file: the first that no living host has. So a host that starts again goes on with what it has left.
  /// - Throws: what `SQLiteRunStore` says of a file that cannot be used: it is not passed over, or its runs would be
  ///   forgotten silently.
  package func claim(_ settings: RunStoreSettings = RunStoreSettings()) throws(RoundhouseError) -> SQLiteRunStore {
    for number in 1...Self.mostHosts {
      if let store = try adopt("\(number)", settings) { return store }
    }
    throw RoundhouseError(
      .overloaded, "\(Self.mostHosts) hosts use the runs in \(path)", remedy: "give another folder with --state",
      path: path)
  }

  /// Files whose host is dead, the oldest names first. Cheap enough to be asked ten times a second.
  package func adoptable() throws(RoundhouseError) -> [String] {
    try names().filter { !FileLock.isHeld(RunFilePaths(folder: path, name: $0).lock) }
  }

  /// Takes over the file of a dead host, and holds it for as long as the store lives.
  /// - Returns: nil if a living host has it, perhaps since a moment ago.
  package func adopt(
    _ name: String, _ settings: RunStoreSettings = RunStoreSettings()
  ) throws(RoundhouseError) -> SQLiteRunStore? {
    let paths = RunFilePaths(folder: path, name: name)
    guard let lock = try FileLock(path: paths.lock) else { return nil }
    return try SQLiteRunStore(paths, lock, settings)
  }

  private func names() throws(RoundhouseError) -> [String] {
    guard let all = FolderNames.of(path) else { throw .unusable(path, "opendir") }
    let names = all.filter { $0.hasSuffix(".db") }.map { String($0.dropLast(3)) }
    return names.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }
}
