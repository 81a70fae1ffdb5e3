/// Paths as a diff writes them.
enum DiffPath {
  /// The path after `--- ` or `+++ `: without `a/` or `b/` and without a time; nil for `/dev/null`.
  static func ofName(_ name: ArraySlice<UInt8>) -> String? {
    let isQuoted = name.first == UInt8(ascii: "\"")
    let text = isQuoted ? unquoted(name) : unquoted(name.prefix { $0 != UInt8(ascii: "\t") })
    if text == "/dev/null" { return nil }
    return withoutPrefix(text)
  }

  /// The new path after `diff --git `: `a/x b/x`; nil if it cannot be told.
  static func ofGitHeader(_ names: ArraySlice<UInt8>) -> String? {
    let names = names.last == UInt8(ascii: "\r") ? names.dropLast() : names
    if names.last == UInt8(ascii: "\"") {
      guard let start = names.dropLast().lastIndex(of: UInt8(ascii: "\"")) else { return nil }
      // A quote within the name stands behind a backslash, and then this is not where it begins.
      return names[..<start].last == UInt8(ascii: " ") ? withoutPrefix(unquoted(names[start...])) : nil
    }
    // Without a rename both halves are the same, whatever blanks are in them.
    if names.count % 2 == 1 {
      let middle = names.startIndex + names.count / 2
      let (old, new) = (names[..<middle].dropFirst(2), names[(middle + 1)...].dropFirst(2))
      if names[middle] == UInt8(ascii: " "), old.elementsEqual(new) { return String(decoding: new, as: UTF8.self) }
    }
    let blank = names.lastIndex(of: UInt8(ascii: " "))
    return withoutPrefix(String(decoding: names[(blank.map { $0 + 1 } ?? names.startIndex)...], as: UTF8.self))
  }

  /// A name without its quotes, if it has some: git writes unusual bytes as `\303\244` or `\t`.
  static func unquoted(_ name: ArraySlice<UInt8>) -> String {
    var name = name
    while name.last == UInt8(ascii: "\r") || name.last == UInt8(ascii: "\t") { name = name.dropLast() }
    guard name.count >= 2, name.first == UInt8(ascii: "\""), name.last == UInt8(ascii: "\"") else {
      return String(decoding: name, as: UTF8.self)
    }
    var bytes: [UInt8] = []
    var rest = name.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let mark = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      if (UInt8(ascii: "0")...UInt8(ascii: "3")).contains(mark), let value = octal(mark, rest.prefix(2)) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(escapes[mark] ?? mark)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A path as it may stand behind `+++ b/`.
  static func quoted(_ path: String, prefix: String) -> String {
    guard path.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
      return prefix + path
    }
    var text = "\"" + prefix
    for scalar in path.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        text += "\\\(scalar)"
      } else if scalar.value < 0x20 {
        text += "\\" + [scalar.value >> 6, scalar.value >> 3 & 7, scalar.value & 7].map(String.init).joined()
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11,
    UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
  ]

  private static func octal(_ first: UInt8, _ rest: ArraySlice<UInt8>) -> UInt8? {
    guard rest.count == 2 else { return nil }
    return UInt8(String(decoding: [first] + rest, as: UTF8.self), radix: 8)
  }

  private static func withoutPrefix(_ path: String) -> String {
    path.hasPrefix("a/") || path.hasPrefix("b/") ? String(path.dropFirst(2)) : path
  }
}
