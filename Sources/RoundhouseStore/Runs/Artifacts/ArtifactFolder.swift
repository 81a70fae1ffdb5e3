internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// The long payloads of one file of runs, a file for each, named by its SHA-256. Rows have that name, and stay short.
///
/// A file is whole and on the disk before a row that names it is committed, and is deleted after the last row that has
/// named it. What lies here without a row, because the host ended between the two, is swept when the file of runs is
/// opened. Nobody but the owner of that file writes here, so no sweep meets a row that is about to be written.
struct ArtifactFolder: Sendable {
  /// No payload is longer; SQLite takes no longer one either.
  private static let longest = 1 << 30

  let path: String

  /// The same payload is kept once, however many rows name it.
  /// - Returns: its name, once its file is on the disk.
  /// - Throws: `storeFull` if there is no room; nothing is left behind then.
  func keep(_ payload: [UInt8]) throws(RoundhouseError) -> ArtifactDigest {
    let digest = ArtifactDigest(of: payload)
    let file = self.file(digest)
    // Compared, so that a damaged one is written anew instead of being named once more.
    if let found = try? FileReplacement.read(file, limit: payload.count), found == payload { return digest }
    try FileReplacement.makeFolder(path)
    try FileReplacement.write(payload, to: file, temporary: file + ".new")
    return digest
  }

  /// - Parameter what: whose payload it is, for the error.
  /// - Throws: if the file is missing, or has other bytes than its name says.
  func payload(_ digest: ArtifactDigest, _ what: @autoclosure () -> String) throws(RoundhouseError) -> [UInt8] {
    let file = self.file(digest)
    guard let payload = try FileReplacement.read(file, limit: Self.longest) else {
      throw .lost(file, "\(what()) is missing")
    }
    guard ArtifactDigest(of: payload) == digest else { throw .lost(file, "\(what()) is damaged") }
    return payload
  }

  /// After the commit that has taken its last name away. One that cannot be deleted is swept later.
  func forget(_ digest: ArtifactDigest) { unlink(file(digest)) }

  /// Deletes what no row names.
  /// - Parameter isNamed: whether a row does.
  func sweep(_ isNamed: (ArtifactDigest) throws(RoundhouseError) -> Bool) throws(RoundhouseError) {
    // There is no folder until there is a long payload.
    for name in FolderNames.of(path) ?? [] {
      if let digest = ArtifactDigest(name: name), try isNamed(digest) { continue }
      unlink("\(path)/\(name)")
    }
  }

  private func file(_ digest: ArtifactDigest) -> String { "\(path)/\(digest.name)" }
}

extension RoundhouseError {
  fileprivate static func lost(_ file: String, _ what: String) -> RoundhouseError {
    RoundhouseError(
      .internal, what, remedy: "restore \(file) from a backup (`sha256sum` prints its name), or begin the run anew",
      path: file)
  }
}
