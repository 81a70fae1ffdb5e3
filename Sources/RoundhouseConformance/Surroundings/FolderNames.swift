internal import CPlatform
internal import Glibc

/// What stands in a folder.
enum FolderNames {
  /// Sorted, hidden ones too; empty if it is no folder, cannot be read, or holds more than the limit.
  static func of(_ folder: String, limit: Int = .max) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
      if names.count > limit { return [] }
    }
    return names.sorted()
  }

  /// The same with the folder in front.
  static func paths(in folder: String, limit: Int = .max) -> [String] {
    of(folder, limit: limit).map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
  }
}
