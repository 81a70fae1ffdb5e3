internal import Glibc
internal import RoundhouseModel

/// The rule that nobody but root and the host's own user may change what the host loads.
struct FolderGuard {
  let user: uid_t
  let group: gid_t

  /// What speaks against a file or folder; nil if nothing does.
  /// - Parameter isTrusted: whether the operator vouches for it, whoever owns it.
  func objection(to status: FileStatus, at path: String, isTrusted: Bool = false) -> ManifestProblem? {
    let mode = String(status.mode, radix: 8)
    if status.mode & S_IWOTH != 0 {
      return ManifestProblem(
        path: path, expected: "everybody may write to it (mode \(mode))", remedy: "chmod go-w \(path)")
    }
    if status.owner != 0, status.owner != user, !isTrusted {
      return ManifestProblem(
        path: path, expected: "it belongs to user \(status.owner), who is neither root nor the host's own user \(user)",
        remedy: "chown -R \(user) \(path), or list its folder under \"trust\" in roundhouse.json")
    }
    if status.mode & S_IWGRP != 0, !isOwnGroup(status) {
      return ManifestProblem(
        path: path, expected: "its group \(status.group) may write to it (mode \(mode))", remedy: "chmod g-w \(path)")
    }
    return nil
  }

  /// What speaks against the folders above a path, in which it could be exchanged: a folder open to everybody, unless
  /// it is sticky.
  func objection(above path: String) -> ManifestProblem? {
    guard let real = PathText.resolved(path) else { return nil }
    var folder = real
    while folder != "/" {
      folder = PathText.parent(folder)
      guard let status = try? FileStatus(Array(folder.utf8)) else { continue }
      if status.mode & S_IWOTH != 0, status.mode & S_ISVTX == 0 {
        let mode = String(status.mode, radix: 8)
        return ManifestProblem(
          path: path, expected: "everybody may exchange it, for \(folder) above it is open to all (mode \(mode))",
          remedy: "chmod go-w \(folder)")
      }
    }
    return nil
  }

  /// Groups that hold nobody else: root's, the host's, and a user's private one, which has the user's own number.
  private func isOwnGroup(_ status: FileStatus) -> Bool {
    status.group == 0 || status.group == group || status.group == status.owner
  }
}
