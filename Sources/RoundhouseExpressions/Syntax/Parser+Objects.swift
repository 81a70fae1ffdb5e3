// Objects: `{a: .x, "b c": 1, (expression): 2, $v, d}`.
extension Parser {
  mutating func object() throws(ExpressionError) -> NodeID {
    let start = offset
    lexer.advance()
    var members: [NodeID] = []
    while kind != .closeBrace {
      try member(&members)
      guard kind == .comma else { break }
      lexer.advance()
    }
    guard kind == .closeBrace else { throw unfinishedMember() }
    lexer.advance()
    guard !members.isEmpty else { return builder.constant(.object(JSONObject()), at: start) }
    let list = builder.list(members)
    return try add(.object(list), at: start)
  }

  /// Reads a key and its value, which the short forms leave out.
  private mutating func member(_ members: inout [NodeID]) throws(ExpressionError) {
    let token = lexer.token
    switch token.kind {
    case .dollar:
      lexer.advance()
      let name = kind == .identifier ? lexer.text(lexer.token) : ""
      lexer.move(to: token.start)
      let key = builder.constant(.string(name), at: token.start)
      members += [key, try variable()]
      return
    case .open:
      lexer.advance()
      members.append(try pipe())
      try expect(.close, "')'")
      try refuseOtherKeys(members[members.count - 1], at: token.start)
    case .quote: members.append(try string(.tostring))
    case .format: members.append(try format())
    case _ where token.kind == .identifier || token.isWord:
      lexer.advance()
      members.append(builder.constant(.string(lexer.text(token)), at: token.start))
    default: throw unexpected("a key, such as name, \"a name\" or (…)")
    }
    if kind == .colon {
      lexer.advance()
      members.append(try memberValue())
    } else if token.kind == .open || token.isWord {
      throw unexpected("':' after the key")
    } else {
      members.append(try valueNamed(members[members.count - 1], at: token.start))
    }
  }

  /// The value of `{name}`: the member of `.` that is called so.
  private mutating func valueNamed(_ key: NodeID, at start: Int) throws(ExpressionError) -> NodeID {
    guard case .string(let name) = builder.constantValue(key) else {
      return try add(.index(dot, key: key, isOptional: false), at: start)
    }
    let step = PathStep(target: .key(builder.key(name)), isOptional: false)
    return builder.step(from: dot, step, at: start)
  }

  /// A key that stands in the source and is no string is refused before anything runs, as in jq.
  private func refuseOtherKeys(_ key: NodeID, at start: Int) throws(ExpressionError) {
    guard let value = builder.constantValue(key), value.rank != JSONValue.string("").rank else { return }
    throw failure(
      .mismatch, "a key must be a string, not \(value.typeName)", remedy: "put it in double quotes", at: start)
  }

  /// A member's value: terms, with `|` between them; other operators need parentheses.
  private mutating func memberValue() throws(ExpressionError) -> NodeID {
    var left = try memberTerm()
    while kind == .pipe {
      let offset = offset
      lexer.advance()
      let right = try elsewhere { (parser) throws(ExpressionError) in try parser.memberTerm() }
      left = try add(.pipe(left, right), at: offset)
    }
    return left
  }

  private mutating func memberTerm() throws(ExpressionError) -> NodeID {
    guard kind == .minus else { return try nested { (parser) throws(ExpressionError) in try parser.term() } }
    let start = offset
    lexer.advance()
    let value = try nested { (parser) throws(ExpressionError) in try parser.memberTerm() }
    return try add(.negate(value), at: start)
  }
}
