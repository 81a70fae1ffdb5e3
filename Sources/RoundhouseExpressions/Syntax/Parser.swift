/// Reads a source and builds its program: operators here, by their precedence in jq.
struct Parser {
  var lexer: Lexer
  var builder = ProgramBuilder()
  /// Names from outside, whose values are documents of their own.
  let variables: [String]
  /// The expression's own variables in sight, the innermost last.
  var scope: [(name: String, slot: Int)] = []
  /// Whether `.` is the document here, so that paths can be read from its text.
  var isAtDocument = true
  private var depth = 0

  /// `.` at the document, and elsewhere.
  let document: NodeID
  let identity: NodeID

  static func program(_ source: String, variables: [String]) throws(ExpressionError) -> Program {
    let bytes = Array(source.utf8)
    guard bytes.count <= Expression.maximumLength else {
      throw ExpressionError(
        .tooComplex, "the expression is longer than \(Expression.maximumLength) bytes",
        remedy: "let a step with the agent data.jq do what is so long", at: 0, in: [])
    }
    var parser = Parser(bytes, variables)
    let root = try parser.pipe()
    guard parser.lexer.token.kind == .end else { throw parser.unexpected("an operator or the end") }
    return Program(parser.builder, root: root, source: bytes, variables: variables)
  }

  private init(_ source: [UInt8], _ variables: [String]) {
    lexer = Lexer(source)
    self.variables = variables
    document = builder.add(.document(0, Steps(start: 0, count: 0)), at: 0)
    identity = builder.add(.identity, at: 0)
  }

  /// `.`, as it stands here.
  var dot: NodeID { isAtDocument ? document : identity }

  var kind: Token.Kind { lexer.token.kind }
  var offset: Int { lexer.token.start }

  /// Adds a node, unless the expression becomes too deep by it.
  mutating func add(_ operation: Operation, at offset: Int) throws(ExpressionError) -> NodeID {
    let node = builder.add(operation, at: offset)
    guard builder.nodes[node].height <= Expression.maximumHeight else { throw tooDeep(at: offset) }
    return node
  }

  /// Reads something in which further expressions may stand.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(ExpressionError) -> Result
  ) throws(ExpressionError) -> Result {
    guard depth < Expression.maximumDepth else { throw tooDeep(at: offset) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// Reads something whose `.` is not the document.
  mutating func elsewhere<Result>(
    _ body: (inout Parser) throws(ExpressionError) -> Result
  ) throws(ExpressionError) -> Result {
    let before = isAtDocument
    isAtDocument = false
    defer { isAtDocument = before }
    return try body(&self)
  }

  /// `a | b`, the loosest of all.
  mutating func pipe() throws(ExpressionError) -> NodeID {
    try nested { (parser) throws(ExpressionError) in
      var left = try parser.list()
      while parser.kind == .pipe {
        let offset = parser.offset
        parser.lexer.advance()
        let right = try parser.elsewhere { (parser) throws(ExpressionError) in try parser.list() }
        left = try parser.add(.pipe(left, right), at: offset)
      }
      return left
    }
  }

  /// `a, b`.
  private mutating func list() throws(ExpressionError) -> NodeID {
    let start = offset
    let first = try operators(atLeast: 0)
    guard kind == .comma else { return first }
    var items = [first]
    while kind == .comma {
      lexer.advance()
      items.append(try operators(atLeast: 0))
    }
    let list = builder.list(items)
    return try add(.all(list), at: start)
  }

  /// Operators that bind as tight as `level`, or tighter.
  mutating func operators(atLeast level: Int) throws(ExpressionError) -> NodeID {
    var left = try operand()
    while let (found, isRightToLeft) = Self.level(kind), found >= level {
      let token = lexer.token
      lexer.advance()
      let right = try operators(atLeast: isRightToLeft ? found : found + 1)
      left = try joined(token, left, right)
      if found == Self.comparison, Self.level(kind)?.level == Self.comparison {
        throw failure(
          .syntax, "a comparison of a comparison needs parentheses", remedy: "write (a == b) == c, or a == b and b == c"
        )
      }
    }
    if kind == .assignment || kind == .destructuringAlternative { throw unsupportedOperator() }
    return left
  }

  static let comparison = 3
  static let product = 5

  private static func level(_ kind: Token.Kind) -> (level: Int, isRightToLeft: Bool)? {
    switch kind {
    case .alternative: (0, true)
    case .or: (1, false)
    case .and: (2, false)
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: (comparison, false)
    case .plus, .minus: (4, false)
    case .star, .slash, .percent: (product, false)
    default: nil
    }
  }

  private mutating func joined(_ token: Token, _ left: NodeID, _ right: NodeID) throws(ExpressionError) -> NodeID {
    switch token.kind {
    case .alternative: return try add(.alternative(left, right), at: token.start)
    case .or: return try add(.or(left, right), at: token.start)
    case .and: return try add(.and(left, right), at: token.start)
    default:
      guard let binary = BinaryOperator(rawValue: lexer.text(token)) else { throw unexpected("an operator") }
      if let number = try folded(binary, left, right, at: token.start) { return number }
      return try add(.binary(binary, left, right), at: token.start)
    }
  }

  /// Numbers that stand in the source are reckoned at once, as jq does: a division by zero is then no program.
  private mutating func folded(
    _ binary: BinaryOperator, _ left: NodeID, _ right: NodeID, at offset: Int
  ) throws(ExpressionError) -> NodeID? {
    guard let a = builder.number(left), let b = builder.number(right) else { return nil }
    switch binary {
    case .add: return builder.constant(.number(a + b), at: offset)
    case .subtract: return builder.constant(.number(a - b), at: offset)
    case .multiply: return builder.constant(.number(a * b), at: offset)
    case .divide:
      guard b != 0 else {
        throw failure(.mismatch, "a division by zero", remedy: "divide by another number", at: offset)
      }
      return builder.constant(.number(a / b), at: offset)
    default: return nil
    }
  }
}
