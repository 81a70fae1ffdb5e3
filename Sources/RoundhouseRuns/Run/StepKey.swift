/// How a step is named in its run: the scopes from the outside in, then its own id, with `/` between them. The second
/// step of one id in a scope is `id#2`.
enum StepKey {
  /// The key of a step in a scope.
  static func path(_ scope: String, _ id: String) -> String {
    if scope.isEmpty { return id }
    var path = ""
    path.reserveCapacity(scope.utf8.count + 1 + id.utf8.count)
    path += scope
    path += "/"
    path += id
    return path
  }

  static func scope(of key: String) -> String {
    key.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(key[..<$0]) } ?? ""
  }

  static func name(of key: String) -> Substring {
    key.utf8.lastIndex(of: UInt8(ascii: "/")).map { key[key.utf8.index(after: $0)...] } ?? key[...]
  }

  /// An id as it stands in a key: the mark between the parts of a key is none of an id's.
  static func part(_ id: String) -> String {
    guard hasMarks(id) else { return id }
    var text = ""
    for character in id.unicodeScalars {
      switch character {
      case "/": text += "%2F"
      case "#": text += "%23"
      case "%": text += "%25"
      default: text.unicodeScalars.append(character)
      }
    }
    return text
  }

  private static func hasMarks(_ id: String) -> Bool {
    // The text's own iterator takes ten times as long.
    let bytes = id.utf8.span
    for place in bytes.indices where isMark(bytes[place]) { return true }
    return false
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%")
  }
}
