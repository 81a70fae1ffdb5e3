/// Where an agent's library is.
package struct LibraryReference: Sendable, Equatable {
  /// A path relative to the manifest's folder; or, for ffi agents, the name that the system's loader knows.
  package var path: String
  /// Whether `path` is a system library's name, such as `libm.so.6`.
  package var isSystemName: Bool
  /// 64 lower-case hexadecimal digits that the file must hash to; empty if not stated.
  package var sha256: String

  package init(path: String, isSystemName: Bool = false, sha256: String = "") {
    self.path = path
    self.isSystemName = isSystemName
    self.sha256 = sha256
  }
}
