// SPDX-License-Identifier: Apache-2.0

/// Tells lines in which a function begins.
enum FunctionName {
  /// What is called like a function and is none.
  private static let keywords: Set<String> = [
    "if", "for", "while", "switch", "catch", "return", "sizeof", "guard", "else", "do", "match", "foreach", "when",
    "synchronized", "using", "lock", "assert",
  ]

  /// The name of the function that begins in a line; nil if none does.
  static func find(in code: [UInt8], _ language: Language) -> String? {
    switch language {
    case .swift:
      named(after: "func", code) ?? (code.calls(Array("init".utf8), isOwn: true) && code.contains("{") ? "init" : nil)
    case .python, .ruby: named(after: "def", code)
    case .go: named(after: "func", code)
    case .rust: named(after: "fn", code)
    case .php: named(after: "function", code)
    case .javaScript: named(after: "function", code) ?? arrow(code) ?? beforeBody(code)
    case .c, .java: beforeBody(code)
    case .shell, .sql, .configuration, .prose, .other: nil
    }
  }

  private static func named(after keyword: String, _ code: [UInt8]) -> String? {
    let word = Array(keyword.utf8)
    guard let place = code.places(ofName: word).first else { return nil }
    var rest = code[(place + word.count)...].drop(while: \.isSpace)
    // Go names a method's receiver first.
    if rest.first == .openParenthesis, let end = rest.firstIndex(of: .closeParenthesis) {
      rest = code[(end + 1)...].drop(while: \.isSpace)
    }
    let name = rest.prefix { $0.isOfName || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "!") }
    return name.isEmpty ? nil : name.text
  }

  /// `const name = (…) => {`
  private static func arrow(_ code: [UInt8]) -> String? {
    guard code.contains("=>"), code.trimmed.last == .openBrace else { return nil }
    return ["const", "let", "var"].lazy.compactMap { named(after: $0, code) }.first
  }

  /// `type name(…) {`: what stands before the first parenthesis of a line that opens a block.
  private static func beforeBody(_ code: [UInt8]) -> String? {
    guard code.trimmed.last == .openBrace, let open = code.firstIndex(of: .openParenthesis) else { return nil }
    let head = code[..<open].trimmed
    guard !head.contains(.equals), let start = head.lastIndex(where: { !$0.isOfName }).map({ $0 + 1 }) else {
      return nil
    }
    let name = head[start...].text
    return name.isEmpty || keywords.contains(name) ? nil : name
  }
}
