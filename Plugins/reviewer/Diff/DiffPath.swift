// SPDX-License-Identifier: Apache-2.0

/// Paths as diffs write them: with `a/` or `b/` in front, a time behind a tab, in quotes with octal escapes.
enum DiffPath {
  /// nil for `/dev/null`: there is no such file on this side.
  static func path(_ text: ArraySlice<UInt8>) -> String? {
    let path = bare(text.first == .quote ? text : text.prefix { $0 != .tab })
    if path == "/dev/null" { return nil }
    return withoutSide(path)
  }

  /// A path that has no side in front, as behind `rename to`.
  static func bare(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text.first == .quote ? unquoted(text) : text, as: UTF8.self)
  }

  /// The second path of `a/PATH b/PATH`; only files without any hunk depend on it.
  static func new(ofGitHeader text: ArraySlice<UInt8>) -> String {
    if text.last == .quote, let start = text.dropLast().lastIndex(of: .quote) {
      return withoutSide(bare(text[start...]))
    }
    let middle = text.startIndex + text.count / 2
    if text.count % 2 == 1, text[middle] == .space, text[..<middle].dropFirst() == text[(middle + 1)...].dropFirst() {
      return withoutSide(bare(text[(middle + 1)...]))
    }
    let space = text.lastIndex(of: .space) ?? text.startIndex
    return withoutSide(bare(text[space...].drop { $0 == .space }))
  }

  private static func withoutSide(_ path: String) -> String {
    path.hasPrefix("a/") || path.hasPrefix("b/") ? String(path.dropFirst(2)) : path
  }

  private static func unquoted(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var path: ArraySlice<UInt8> = []
    var rest = text.dropFirst()
    while let byte = rest.popFirst(), byte != .quote {
      guard byte == .backslash, let escaped = rest.popFirst() else {
        path.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "n"): path.append(.newline)
      case UInt8(ascii: "t"): path.append(.tab)
      case UInt8(ascii: "0")...UInt8(ascii: "3"):
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ 0x30...0x37 ~= $0 }) else { continue }
        path.append(digits.reduce(escaped - 0x30) { $0 * 8 + ($1 - 0x30) })
        rest.removeFirst(2)
      default: path.append(escaped)
      }
    }
    return path
  }
}
