/// A place that an expression reads, as far as its source tells: `$steps.a` of `$steps.a[.i].b`.
package struct ExpressionReference: Sendable, Hashable {
  package enum Step: Sendable, Hashable {
    case key(String)
    /// Negative ones count from the end.
    case place(Int)
  }

  /// The variable's name; nil for the document.
  package let variable: String?
  /// The way from there; empty if all of it may be read.
  package let path: [Step]
}

extension ExpressionReference: CustomStringConvertible {
  /// As it may stand in a source: `$steps.a["b c"][0]`.
  package var description: String {
    var text = variable.map { "$\($0)" } ?? ""
    for step in path {
      switch step {
      case .key(let key) where Self.isName(key): text += ".\(key)"
      case .key(let key): text += (text.isEmpty ? "." : "") + "[\(JSONValue.string(key))]"
      case .place(let place): text += (text.isEmpty ? "." : "") + "[\(place)]"
      }
    }
    return text.isEmpty ? "." : text
  }

  private static func isName(_ key: String) -> Bool {
    guard let first = key.utf8.first, first &- UInt8(ascii: "0") >= 10 else { return false }
    return key.utf8.allSatisfy(Lexer.isNameByte)
  }
}
