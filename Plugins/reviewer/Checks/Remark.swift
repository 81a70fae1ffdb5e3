// SPDX-License-Identifier: Apache-2.0

/// What stands in comments.
enum Remark {
  private static let words = ["TODO", "FIXME", "XXX", "HACK"]

  /// The word that says that something is left to do; nil if there is none.
  static func unfinished(in comment: ArraySlice<UInt8>) -> String? {
    words.first { !comment.places(ofName: Array($0.utf8)).isEmpty }
  }

  /// Whether it was code before it became a comment.
  static func isCode(_ comment: ArraySlice<UInt8>) -> Bool {
    // Documentation begins with a third sign and may show code.
    guard let first = comment.first, first != .slash, first != UInt8(ascii: "!") else { return false }
    let text = comment.trimmed
    guard text.count > 4, let last = text.last else { return false }
    if last == UInt8(ascii: ";") { return text.contains(.openParenthesis) || text.contains(.equals) }
    if last == .openBrace { return text.contains(.closeParenthesis) || text.contains("else") }
    return last == .closeParenthesis && isCall(text)
  }

  /// `name.name(…)` and nothing else: a sentence has spaces before its parenthesis.
  private static func isCall(_ text: ArraySlice<UInt8>) -> Bool {
    let name = text.prefix { $0.isOfName || $0 == .dot }
    return !name.isEmpty && name.endIndex < text.endIndex && text[name.endIndex] == .openParenthesis
  }
}
