// Strings, with what is written into them, and formats.
extension Parser {
  /// A string literal; `format` writes the values within `\(…)`.
  mutating func string(_ format: Function) throws(ExpressionError) -> NodeID {
    let start = offset
    var text = StringText(start: lexer.token.end)
    var node: NodeID?
    while true {
      let part = try text.next(lexer.source)
      if !part.bytes.isEmpty || (part.isLast && node == nil) {
        let piece = builder.constant(.string(String(decoding: part.bytes, as: UTF8.self)), at: start)
        node = try joined(node, piece, at: start)
      }
      if part.isLast {
        lexer.move(to: text.place)
        return node ?? builder.constant(.string(""), at: start)
      }
      lexer.move(to: text.place)
      let place = offset
      let value = try pipe()
      guard kind == .close else { throw unexpected("')' at the end of what is written into the string") }
      text.place = lexer.token.end
      let piece = try add(.function(format, value), at: place)
      node = try joined(node, piece, at: place)
    }
  }

  private mutating func joined(_ text: NodeID?, _ piece: NodeID, at start: Int) throws(ExpressionError) -> NodeID {
    guard let text else { return piece }
    return try add(.binary(.add, text, piece), at: start)
  }

  /// `@json`, or `@json "…\(value)…"`.
  mutating func format() throws(ExpressionError) -> NodeID {
    let token = lexer.token
    let format = try known(token)
    lexer.advance()
    return kind == .quote ? try string(format) : try add(.function(format, dot), at: token.start)
  }

  private func known(_ token: Token) throws(ExpressionError) -> Function {
    let name = lexer.text(token)
    switch name {
    case "@text": return .tostring
    case "@json": return .tojson
    case "@csv": return .csv
    case "@base64": return .base64
    case "@uri", "@html", "@tsv", "@sh", "@base64d", "@base32", "@base32d":
      throw foreign("'\(name)'", remedy: "use one of @text, @json, @csv, @base64")
    default:
      throw failure(.unknownName, "there is no format '\(name)'", remedy: "use one of @text, @json, @csv, @base64")
    }
  }
}
