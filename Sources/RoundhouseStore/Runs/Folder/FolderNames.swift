internal import Glibc

/// What lies in a folder.
enum FolderNames {
  /// In no order, without the folder itself and its parent.
  /// - Returns: nil if it cannot be read; `errno` says why.
  static func of(_ path: String) -> [String]? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
