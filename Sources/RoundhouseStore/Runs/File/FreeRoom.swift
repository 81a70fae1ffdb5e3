internal import Glibc

/// What a disk has left for this user.
enum FreeRoom {
  /// - Parameter path: of a file, which need not exist.
  static func bytes(beside path: String) -> Int64 {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
    var status = statvfs()
    return statvfs(folder, &status) == 0 ? Int64(status.f_bavail) * Int64(status.f_frsize) : 0
  }
}
