internal import Glibc

/// Paths as text.
enum PathText {
  /// The path from the root: relative ones are taken from a folder, `.` and needless slashes are dropped, and `..` is
  /// resolved where no symbolic link stands before it.
  static func absolute(_ path: String, from folder: String) -> String {
    let full = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != "..", !isLink(parts) {
        parts.removeLast()
      } else if part != ".." || !parts.isEmpty {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The folder that holds a path; `/` holds itself.
  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// What stands after the last slash.
  static func name(_ path: String) -> Substring {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
  }

  static func joined(_ folder: String, _ name: String) -> String { folder == "/" ? "/\(name)" : "\(folder)/\(name)" }

  /// Whether a path is a folder or within it, both absolute.
  static func isWithin(_ path: String, _ folder: String) -> Bool {
    let path = path.utf8
    let folder = folder == "/" ? "".utf8 : folder.utf8
    guard path.starts(with: folder) else { return false }
    let rest = path.dropFirst(folder.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }

  /// The path with every symbolic link resolved; nil if nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(validatingCString: text)
  }

  /// Where relative paths on the command line begin.
  static var workingFolder: String {
    guard let text = getcwd(nil, 0) else { return "/" }
    defer { free(text) }
    return String(cString: text)
  }

  /// A file's name as one line that a terminal cannot misread: bytes that are no UTF-8 and control characters escaped.
  static func shown(_ name: [UInt8]) -> String {
    if isPlain(name) { return String(decoding: name, as: UTF8.self) }
    var text = ""
    var rest = name[...]
    while !rest.isEmpty {
      let length = (1...min(4, rest.count)).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      let scalar = length.flatMap { String(validating: rest.prefix($0), as: UTF8.self)?.unicodeScalars.first }
      if let scalar, !isControl(scalar) { text.unicodeScalars.append(scalar) } else { text += escape(rest.first!) }
      rest = rest.dropFirst(scalar.map { isControl($0) ? 1 : length! } ?? 1)
    }
    return text
  }

  /// Whether a name can be shown as it is.
  static func isPlain(_ name: [UInt8]) -> Bool {
    if name.allSatisfy({ 0x20...0x7E ~= $0 }) { return true }
    return String(validating: name, as: UTF8.self).map { !$0.unicodeScalars.contains(where: isControl) } ?? false
  }

  private static func isControl(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  private static func escape(_ byte: UInt8) -> String {
    "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func isLink(_ parts: [Substring]) -> Bool {
    (try? FileStatus(Array("/\(parts.joined(separator: "/"))".utf8), followsLinks: false))?.kind == .link
  }
}
