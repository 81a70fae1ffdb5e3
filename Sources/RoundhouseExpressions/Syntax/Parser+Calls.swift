// Functions. Most are nodes of their own; some are written as what jq defines them by.
extension Parser {
  private static let functions = Dictionary(uniqueKeysWithValues: Function.allCases.map { ($0.rawValue, $0) })
  private static let functions1 = Dictionary(uniqueKeysWithValues: Function1.allCases.map { ($0.rawValue, $0) })
  private static let keyed = Dictionary(uniqueKeysWithValues: KeyedFunction.allCases.map { ($0.rawValue, $0) })
  /// Functions whose arguments see elements, not the value that `.` is.
  private static let elementwise: Set<String> = [
    "map", "map_values", "with_entries", "sort_by", "group_by", "unique_by", "min_by", "max_by", "any", "all",
  ]
  private static let kinds = [
    "nulls": "null", "booleans": "boolean", "numbers": "number", "strings": "string", "arrays": "array",
    "objects": "object",
  ]

  mutating func call() throws(ExpressionError) -> NodeID {
    let token = lexer.token
    let name = lexer.text(token)
    lexer.advance()
    guard kind == .open else { return try function(name, at: token.start) }
    var arguments: [NodeID] = []
    repeat {
      lexer.advance()
      arguments.append(
        try Self.elementwise.contains(name)
          ? elsewhere { (parser) throws(ExpressionError) in try parser.pipe() } : pipe())
    } while kind == .semicolon
    try expect(.close, "';' or ')'")
    let node =
      arguments.count == 1
      ? try function(name, arguments[0], at: token.start)
      : arguments.count == 2 ? try function(name, arguments[0], arguments[1], at: token.start) : nil
    guard let node else { throw unknownFunction(name, arguments.count, at: token.start) }
    return node
  }

  private mutating func function(_ name: String, at start: Int) throws(ExpressionError) -> NodeID {
    switch name {
    case "true": return builder.constant(.bool(true), at: start)
    case "false": return builder.constant(.bool(false), at: start)
    case "null": return builder.constant(.null, at: start)
    case "infinite": return builder.constant(.number(.infinity), at: start)
    case "nan": return builder.constant(.number(.nan), at: start)
    case "empty": return try add(.empty, at: start)
    case "error": return try add(.raise(dot), at: start)
    case "first": return builder.step(from: dot, PathStep(target: .place(0), isOptional: false), at: start)
    case "last": return builder.step(from: dot, PathStep(target: .place(-1), isOptional: false), at: start)
    case "any", "all":
      let elements = try add(.iterate(identity, isOptional: false), at: start)
      return try add(.quantify(isAll: name == "all", dot, source: elements, condition: identity), at: start)
    case "values":
      let null = builder.constant(.null, at: start)
      let isWanted = try add(.binary(.unequal, dot, null), at: start)
      return try selected(isWanted, at: start)
    case "scalars": return try scalars(at: start)
    case "iterables":
      let both = [try ofKind("array", at: start), try ofKind("object", at: start)]
      let list = builder.list(both)
      return try add(.all(list), at: start)
    default: break
    }
    if let function = Self.functions[name] { return try add(.function(function, dot), at: start) }
    if let kind = Self.kinds[name] { return try ofKind(kind, at: start) }
    throw unknownFunction(name, 0, at: start)
  }

  private mutating func function(
    _ name: String, _ argument: NodeID, at start: Int
  ) throws(ExpressionError) -> NodeID? {
    switch name {
    case "select": return try selected(argument, at: start)
    case "map":
      let elements = try add(.iterate(dot, isOptional: false), at: start)
      let results = try add(.pipe(elements, argument), at: start)
      return try add(.array(results), at: start)
    case "map_values":
      try refuseAttempts(in: argument, of: name)
      return try add(.mapValues(dot, argument), at: start)
    case "with_entries": return try withEntries(argument, at: start)
    case "any", "all":
      let elements = try add(.iterate(identity, isOptional: false), at: start)
      return try quantify(name, elements, argument, at: start)
    case "first":
      try refuseAttempts(in: argument, of: name)
      return try add(.first(argument), at: start)
    case "last": return try add(.last(argument), at: start)
    case "nth": return try add(.index(dot, key: argument, isOptional: false), at: start)
    case "isempty":
      try refuseAttempts(in: argument, of: name)
      return try add(.isEmpty(argument), at: start)
    case "error": return try add(.raise(argument), at: start)
    case "in": return try add(.function1(.has, argument, dot), at: start)
    case "inside": return try add(.function1(.contains, argument, dot), at: start)
    default: break
    }
    if let function = Self.functions1[name] {
      let node = try add(.function1(function, dot, argument), at: start)
      if function == .test { try keepPattern(of: node, argument, flags: nil) }
      return node
    }
    if let function = Self.keyed[name] { return try add(.keyed(function, dot, key: argument), at: start) }
    return nil
  }

  private mutating func function(
    _ name: String, _ first: NodeID, _ second: NodeID, at start: Int
  ) throws(ExpressionError) -> NodeID? {
    switch name {
    case "any", "all": return try quantify(name, first, second, at: start)
    case "limit":
      try refuseAttempts(in: second, of: name)
      return try add(.limit(first, second), at: start)
    case "test":
      let node = try add(.test(dot, pattern: first, flags: second), at: start)
      try keepPattern(of: node, first, flags: second)
      return node
    default: return nil
    }
  }

  private mutating func selected(_ condition: NodeID, at start: Int) throws(ExpressionError) -> NodeID {
    let nothing = try add(.empty, at: start)
    return try add(.choice(condition, then: dot, else: nothing), at: start)
  }

  private mutating func ofKind(_ kind: String, at start: Int) throws(ExpressionError) -> NodeID {
    let condition = try hasKind(kind, .equal, at: start)
    return try selected(condition, at: start)
  }

  private mutating func scalars(at start: Int) throws(ExpressionError) -> NodeID {
    let isNoArray = try hasKind("array", .unequal, at: start)
    let isNoObject = try hasKind("object", .unequal, at: start)
    let condition = try add(.and(isNoArray, isNoObject), at: start)
    return try selected(condition, at: start)
  }

  private mutating func hasKind(
    _ kind: String, _ comparison: BinaryOperator, at start: Int
  ) throws(ExpressionError) -> NodeID {
    let type = try add(.function(.type, dot), at: start)
    let name = builder.constant(.string(kind), at: start)
    return try add(.binary(comparison, type, name), at: start)
  }

  private mutating func withEntries(_ argument: NodeID, at start: Int) throws(ExpressionError) -> NodeID {
    let entries = try add(.function(.to_entries, dot), at: start)
    let each = try add(.iterate(entries, isOptional: false), at: start)
    let results = try add(.pipe(each, argument), at: start)
    let array = try add(.array(results), at: start)
    return try add(.function(.from_entries, array), at: start)
  }

  /// `any` and `all`. Of a condition with several results, or none, versions of jq make different things.
  private mutating func quantify(
    _ name: String, _ source: NodeID, _ condition: NodeID, at start: Int
  ) throws(ExpressionError) -> NodeID {
    guard builder.nodes[condition].isSingle else {
      throw failure(
        .unsupported,
        "the condition of '\(name)' may have several results or none, which versions of jq count differently",
        remedy: "move what makes them into the first argument: any(.[] | .tags[]; . == \"x\")", at: start)
    }
    try refuseAttempts(in: source, of: name)
    return try add(.quantify(isAll: name == "all", dot, source: source, condition: condition), at: start)
  }

  /// What ends a stream early does so in jq 1.6 by an error, which a `try` in the stream passes over.
  private func refuseAttempts(in argument: NodeID, of name: String) throws(ExpressionError) {
    guard builder.comesThroughAttempt(argument) else { return }
    throw failure(
      .unsupported, "a 'try' or '?' within '\(name)' means something else in each version of jq",
      remedy: "collect before: \(name)([…] | .[]), or put the '?' around all of it",
      at: Int(builder.nodes[argument].offset))
  }

  /// Compiles a pattern that stands in the source, so that a wrong one is told at once.
  private mutating func keepPattern(
    of node: NodeID, _ pattern: NodeID, flags: NodeID?
  ) throws(ExpressionError) {
    guard case .string(let text) = builder.constantValue(pattern) else { return }
    let value = flags.map { builder.constantValue($0) } ?? .null
    guard let value else { return }
    do {
      builder.patterns[node] = try Pattern(text, flags: value)
    } catch {
      throw failure(error.code, error.message, remedy: error.remedy, at: Int(builder.nodes[pattern].offset))
    }
  }
}
