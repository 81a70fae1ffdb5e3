// What operators stand between.
extension Parser {
  /// A term or one of the forms that begin with a word, with any `?` behind it.
  mutating func operand() throws(ExpressionError) -> NodeID {
    try nested { (parser) throws(ExpressionError) in
      var node = try parser.bareOperand()
      while parser.kind == .question {
        let offset = parser.offset
        parser.lexer.advance()
        let nothing = try parser.add(.empty, at: offset)
        node = try parser.add(.attempt(node, rescue: nothing), at: offset)
      }
      return node
    }
  }

  private mutating func bareOperand() throws(ExpressionError) -> NodeID {
    let start = offset
    switch kind {
    case .minus:
      lexer.advance()
      let value = try operators(atLeast: Self.product)
      return try add(.negate(value), at: start)
    case .if: return try choice()
    case .try: return try attempt()
    default:
      let value = try term()
      return kind == .as ? try binding(value) : value
    }
  }

  /// `value as $name | body`, where the body is all that follows.
  private mutating func binding(_ value: NodeID) throws(ExpressionError) -> NodeID {
    let start = offset
    lexer.advance()
    if kind == .openBracket || kind == .openBrace {
      throw foreign("taking a value apart after 'as'", remedy: "name the value, as $x, and write $x.a or $x[0]")
    }
    try expect(.dollar, "a variable, such as $x")
    let name = try variableName()
    try expect(.pipe, "'|'")
    let slot = builder.slots
    builder.slots += 1
    scope.append((name, slot))
    defer { scope.removeLast() }
    // Its `.` is still the one from before.
    let body = try pipe()
    return try add(.bind(value, slot: slot, body: body), at: start)
  }

  /// `if a then b elif c then d else e end`, without the `if` or `elif` itself.
  private mutating func choice() throws(ExpressionError) -> NodeID {
    try nested { (parser) throws(ExpressionError) in
      let start = parser.offset
      parser.lexer.advance()
      let condition = try parser.pipe()
      try parser.expect(.then, "'then'")
      let then = try parser.pipe()
      let otherwise: NodeID
      switch parser.kind {
      case .elif: otherwise = try parser.choice()
      case .else:
        parser.lexer.advance()
        otherwise = try parser.pipe()
        try parser.expect(.endOfIf, "'end'")
      case .endOfIf:
        throw parser.failure(
          .syntax, "an 'if' needs its 'else'", remedy: "write 'else . end', or 'else empty end' for no result")
      default: throw parser.unexpected("'else'")
      }
      return try parser.add(.choice(condition, then: then, else: otherwise), at: start)
    }
  }

  /// `try a catch b`.
  private mutating func attempt() throws(ExpressionError) -> NodeID {
    let start = offset
    lexer.advance()
    let body = try attempted()
    guard kind == .catch else {
      let nothing = try add(.empty, at: start)
      return try add(.attempt(body, rescue: nothing), at: start)
    }
    lexer.advance()
    let place = offset
    let count = builder.nodes.count
    let rescue = try elsewhere { (parser) throws(ExpressionError) in try parser.attempted() }
    guard rescue != identity, !readsIdentity(since: count) else {
      throw failure(
        .unsupported, "what stands after 'catch' reads the text of the error, which differs between versions of jq",
        remedy: "give a value that does not depend on it, such as: catch null; or run it with the agent data.jq",
        at: place)
    }
    return try add(.attempt(body, rescue: rescue), at: start)
  }

  /// What `try` and `catch` hold: no operator reaches into it.
  private mutating func attempted() throws(ExpressionError) -> NodeID {
    switch kind {
    case .if: return try choice()
    case .try: return try nested { (parser) throws(ExpressionError) in try parser.attempt() }
    case .minus: throw failure(.syntax, "a '-' after 'try' is easily misread", remedy: "put it in parentheses")
    default:
      let node = try term()
      guard kind != .as else {
        throw failure(.syntax, "an 'as' after 'try' is easily misread", remedy: "put all of it in parentheses")
      }
      return node
    }
  }

  /// Whether a node that was added since names `.` itself; within `map(…)` and the like it is another one, which does
  /// no harm here.
  private func readsIdentity(since count: Int) -> Bool {
    builder.nodes[count...].contains { node in
      var isRead = false
      node.operation.forEachPart(builder.lists) { isRead = isRead || $0 == identity }
      return isRead
    }
  }
}
