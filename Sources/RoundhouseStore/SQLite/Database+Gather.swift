internal import CGather

extension Database {
  /// A disk whose logs are written in few long pieces: a request to the system for each page costs more than the page. For
  /// files of which each commit flushes the log.
  /// - Parameter disk: the name of the SQLite VFS that it is; nil for the system's files.
  /// - Returns: the name of a VFS; the same disk if there is no memory for more.
  static func gathering(on disk: String?) -> String? {
    prepareMemory()
    return gather_register(disk).map { String(cString: $0) } ?? disk
  }
}
