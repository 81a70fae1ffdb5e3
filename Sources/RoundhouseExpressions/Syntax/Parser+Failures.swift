internal import RoundhouseModel

// What is said about a source that is refused.
extension Parser {
  /// - Parameter place: the offset in the source; without it, where the next token begins.
  func failure(
    _ code: ExpressionError.Code, _ message: String, remedy: String, at place: Int? = nil
  ) -> ExpressionError {
    ExpressionError(code, message, remedy: remedy, at: place ?? offset, in: lexer.source)
  }

  mutating func expect(_ kind: Token.Kind, _ expected: String) throws(ExpressionError) {
    guard self.kind == kind else { throw unexpected(expected) }
    lexer.advance()
  }

  func unexpected(_ expected: String) -> ExpressionError {
    if kind == .assignment || kind == .destructuringAlternative { return unsupportedOperator() }
    let found = kind == .end ? "the end" : "'\(shown)'"
    return failure(.syntax, "expected \(expected), found \(found)", remedy: remedy)
  }

  /// The next token, or of what is none the whole character.
  private var shown: String {
    guard kind == .invalid else { return lexer.text(lexer.token) }
    return String(decoding: lexer.source[offset...].prefix(8), as: UTF8.self).first.map(String.init) ?? ""
  }

  /// What people mean who write what is found.
  private var remedy: String {
    switch kind {
    case .end: "write what is missing; a bracket may be open"
    case .identifier where lexer.text(lexer.token) == "not": "write it behind a pipe: (a | not)"
    case .invalid where shown == "'": "write double quotes instead"
    case .invalid where shown == "&": "write 'and'"
    case .invalid where shown == "!": "write: | not"
    case .question: "put a '?' behind a value"
    case .field, .dot: "leave out the dot, or write '|' before it"
    default: "take it out, or put an operator such as '|' or ',' before it"
    }
  }

  func tooDeep(at offset: Int) -> ExpressionError {
    failure(
      .tooComplex, "the expression is too deep here",
      remedy: "take it apart into several steps, or run it with the agent data.jq", at: offset)
  }

  /// Something that jq knows and an expression does not.
  func foreign(_ what: String, remedy: String, at place: Int? = nil) -> ExpressionError {
    failure(
      .unsupported, "\(what) is jq, but not part of expressions, which always end",
      remedy: "\(remedy), or run it with the agent data.jq, which knows all of jq", at: place)
  }

  func unsupportedOperator() -> ExpressionError {
    let text = lexer.text(lexer.token)
    return text == "="
      ? foreign("assigning with '='", remedy: "compare with '==', or write the new object: . + {a: 1}")
      : foreign("'\(text)'", remedy: "write the new object: . + {a: (.a + 1)}")
  }

  func misplacedDot(at start: Int) -> ExpressionError {
    failure(
      .syntax, "after this dot a name must follow at once, or one in quotes", remedy: "write .a.b, .a[0] or .a.\"b c\"",
      at: start)
  }

  func unfinishedMember() -> ExpressionError {
    switch kind {
    case .plus, .minus, .star, .slash, .percent, .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .and,
      .or, .alternative, .question, .as:
      failure(
        .syntax, "an operator in the value of a member needs parentheses", remedy: "write it as {name: (a + b)}")
    default: unexpected("',' or '}'")
    }
  }

  func unknownVariable(_ name: String, at start: Int) -> ExpressionError {
    if name == "ENV" { return foreign("'$ENV'", remedy: "give what is wanted as input", at: start) }
    let known = scope.map(\.name) + variables
    let nearest = Spelling.nearest(to: name, among: known)
    return failure(
      .unknownName, "there is no variable $\(name) here",
      remedy: nearest.map { "did you mean $\($0)?" }
        ?? (known.isEmpty
          ? "bind it before: … as $\(name) | …" : "known are \(known.map { "$" + $0 }.joined(separator: ", "))"),
      at: start)
  }

  func unknownFunction(_ name: String, _ count: Int, at start: Int) -> ExpressionError {
    if let counts = FunctionNames.counts[name] {
      let wanted = counts.map(String.init).joined(separator: " or ")
      return failure(
        .unknownName, "'\(name)' does not take \(count) arguments here, but \(wanted)",
        remedy: "separate arguments with ';'", at: start)
    }
    if FunctionNames.foreign.contains(name) {
      return foreign("'\(name)'", remedy: "write it without", at: start)
    }
    let nearest = Spelling.nearest(to: name, among: FunctionNames.counts.keys.sorted())
    return failure(
      .unknownName, "there is no function '\(name)'",
      remedy: nearest.map { "did you mean '\($0)'?" } ?? "a text needs double quotes, a member a dot: .\(name)",
      at: start)
  }
}
