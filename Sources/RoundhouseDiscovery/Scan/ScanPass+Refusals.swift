internal import Glibc
internal import RoundhouseModel

// The words for folders and names that cannot be used.
extension ScanPass {
  mutating func rejectStray(_ path: String) {
    reject(
      ManifestProblem(
        path: path, expected: "no agent.json lies beside it",
        remedy: "put it into an agent's folder, or name it agent.json"))
  }

  mutating func rejectName(_ path: String) {
    reject(
      ManifestProblem(
        path: path, expected: "the name is not plain UTF-8 text",
        remedy: "rename it to letters, digits, '-', '_' and '.'")
    )
  }

  mutating func rejectRest(_ place: FolderPlace) {
    reject(
      ManifestProblem(
        path: place.root.path,
        expected: "there are more than \(limits.manifests) agents; those from \(place.path) on are left out",
        remedy: "remove agents that are not needed, or run a second host for them"))
  }

  static func unreadable(_ path: String, _ error: SystemError) -> ManifestProblem {
    let remedy =
      switch error.code {
      case EACCES, EPERM: "let the host's user read it: chmod u+rx \(path)"
      case ELOOP: "remove the symbolic link that leads to itself"
      case ENOENT: "remove the symbolic link that leads nowhere"
      case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
      case ENOTDIR: "name a folder"
      default: "see to it that the folder can be read"
      }
    return ManifestProblem(path: path, expected: "cannot be read: \(error)", remedy: remedy)
  }
}
