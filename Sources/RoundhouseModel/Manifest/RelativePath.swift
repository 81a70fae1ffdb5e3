/// Paths of a manifest, judged by their text alone; symbolic links are the loader's business.
package enum RelativePath {
  /// Whether a path stays within the folder that it is relative to: no leading slash, and no `..` that leads out,
  /// not even for a moment.
  package static func staysInside(_ path: String) -> Bool {
    guard !path.isEmpty, path.utf8.count <= 1024, path.utf8.first != UInt8(ascii: "/") else { return false }
    var depth = 0
    for part in path.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return depth > 0
  }
}
