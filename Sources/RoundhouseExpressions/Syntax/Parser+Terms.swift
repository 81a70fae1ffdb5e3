// Terms: values, brackets, and the paths that lead into them.
extension Parser {
  /// A value with all that leads into it: `.a.b[0]`, `(f).x`, `$v["k"]?`.
  mutating func term() throws(ExpressionError) -> NodeID {
    var node = try primary()
    while true {
      let start = offset
      switch kind {
      case .field:
        let name = lexer.text(Token(kind: .identifier, start: start + 1, end: lexer.token.end))
        lexer.advance()
        node = try stepped(from: node, .key(builder.key(name)), at: start)
      case .dot:
        lexer.advance()
        guard kind == .quote || kind == .format else { throw misplacedDot(at: start) }
        node = try quotedField(of: node, at: start)
      case .openBracket: node = try bracket(after: node)
      default: return node
      }
    }
  }

  private mutating func primary() throws(ExpressionError) -> NodeID {
    let token = lexer.token
    switch token.kind {
    case .dot: return try dotTerm()
    case .field: return dot
    case .number: return try number()
    case .quote: return try string(.tostring)
    case .format: return try format()
    case .dollar: return try variable()
    case .identifier: return try call()
    case .open:
      lexer.advance()
      let node = try pipe()
      try expect(.close, "')'")
      return node
    case .openBracket: return try array()
    case .openBrace: return try object()
    case .twoDots: throw foreign("'..'", remedy: "name the members that are wanted")
    case .foreignWord: throw foreign("'\(lexer.text(token))'", remedy: "write it without")
    default: throw unexpected("a value, such as .name, \"text\" or (…)")
    }
  }

  /// `.`, alone or in front of a quoted name.
  private mutating func dotTerm() throws(ExpressionError) -> NodeID {
    let start = offset
    lexer.advance()
    guard kind == .quote || kind == .format else { return dot }
    return try quotedField(of: dot, at: start)
  }

  /// `."a b"`.
  private mutating func quotedField(of base: NodeID, at start: Int) throws(ExpressionError) -> NodeID {
    let key = kind == .quote ? try string(.tostring) : try format()
    return try entered(base, key, at: start)
  }

  private mutating func number() throws(ExpressionError) -> NodeID {
    let token = lexer.token
    lexer.advance()
    guard let number = Double(Self.completed(lexer.text(token))) else {
      throw failure(.syntax, "this is no number", remedy: "write it as 12, 0.5 or 1e3", at: token.start)
    }
    return builder.constant(.number(number), at: token.start)
  }

  /// `5.` and `.5` with the zeros that they lack.
  private static func completed(_ text: String) -> String {
    var text = text
    if text.first == "." { text = "0" + text }
    if text.last == "." { text += "0" }
    if let range = text.firstRange(of: ".e") ?? text.firstRange(of: ".E") { text.replaceSubrange(range, with: ".0e") }
    return text
  }

  mutating func variable() throws(ExpressionError) -> NodeID {
    let start = offset
    lexer.advance()
    if kind == .foreignWord { throw foreign("'$__loc__'", remedy: "write it without") }
    let name = try variableName()
    if let place = scope.lastIndex(where: { $0.name == name }) {
      return try add(.variable(scope[place].slot), at: start)
    }
    if let place = variables.firstIndex(of: name) {
      return try add(.document(place + 1, Steps(start: 0, count: 0)), at: start)
    }
    throw unknownVariable(name, at: start)
  }

  mutating func variableName() throws(ExpressionError) -> String {
    guard kind == .identifier else { throw unexpected("a variable's name") }
    defer { lexer.advance() }
    return lexer.text(lexer.token)
  }

  private mutating func array() throws(ExpressionError) -> NodeID {
    let start = offset
    lexer.advance()
    if kind == .closeBracket {
      lexer.advance()
      return builder.constant(.array([]), at: start)
    }
    let elements = try pipe()
    try expect(.closeBracket, "',' or ']'")
    return try add(.array(elements), at: start)
  }

  /// `[]`, `[key]` or `[from:to]` behind a value.
  private mutating func bracket(after base: NodeID) throws(ExpressionError) -> NodeID {
    let start = offset
    lexer.advance()
    if kind == .closeBracket {
      lexer.advance()
      return try add(.iterate(base, isOptional: skipQuestion()), at: start)
    }
    let from = kind == .colon ? builder.constant(.null, at: start) : try pipe()
    guard kind == .colon else {
      try expect(.closeBracket, "']'")
      return try entered(base, from, at: start)
    }
    lexer.advance()
    let to = kind == .closeBracket ? builder.constant(.null, at: start) : try pipe()
    try expect(.closeBracket, "']'")
    return try add(.slice(base, from: from, to: to, isOptional: skipQuestion()), at: start)
  }

  /// `base[key]`: a step, where the key stands in the source.
  private mutating func entered(_ base: NodeID, _ key: NodeID, at start: Int) throws(ExpressionError) -> NodeID {
    switch builder.constantValue(key) {
    case .string(let name): return try stepped(from: base, .key(builder.key(name)), at: start)
    case .number(let number) where Int32(exactly: number) != nil:
      return try stepped(from: base, .place(Int(number)), at: start)
    default: break
    }
    if case .negate(let positive) = builder.nodes[key].operation, let number = builder.number(positive),
      let place = Int32(exactly: -number)
    {
      return try stepped(from: base, .place(Int(place)), at: start)
    }
    return try add(.index(base, key: key, isOptional: skipQuestion()), at: start)
  }

  private mutating func stepped(
    from base: NodeID, _ target: PathStep.Target, at start: Int
  ) throws(ExpressionError) -> NodeID {
    let step = PathStep(target: target, isOptional: skipQuestion())
    return builder.step(from: base, step, at: start)
  }

  private mutating func skipQuestion() -> Bool {
    guard kind == .question else { return false }
    lexer.advance()
    return true
  }
}
