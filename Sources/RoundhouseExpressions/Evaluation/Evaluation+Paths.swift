internal import RoundhouseModel

// Ways into values, wherever they come from.
extension Evaluation {
  /// The value at a path; nil where an optional step could not be made.
  func follow(_ path: Steps, from value: JSONValue) throws(ExpressionError) -> JSONValue? {
    var value = value
    for place in path.range {
      let step = program.steps[place]
      guard let next = try take(step, from: value) else { return nil }
      value = next
    }
    return value
  }

  private func take(_ step: PathStep, from value: JSONValue) throws(ExpressionError) -> JSONValue? {
    switch (step.target, value) {
    case (.key(let key), .object(let object)): return object[program.keys[key]] ?? .null
    case (.place(let place), .array(let elements)): return Self.element(place, of: elements)
    case (_, .null): return .null
    default:
      if step.isOptional { return nil }
      throw noWay(step, into: value.typeName)
    }
  }

  static func element(_ place: Int, of elements: [JSONValue]) -> JSONValue {
    let place = place < 0 ? place + elements.count : place
    return elements.indices.contains(place) ? elements[place] : .null
  }

  func follow(_ path: Steps, from node: JSONNode) throws(ExpressionError) -> JSONValue? {
    var node = node
    for place in path.range {
      let step = program.steps[place]
      try spend(node.count / 16)
      let next: JSONNode?
      switch (step.target, node.kind) {
      case (.key(let key), .object): next = node[program.keys[key]]
      case (.place(let place), .array): next = node[place < 0 ? place + node.count : place]
      case (_, .null): next = nil
      default:
        if step.isOptional { return nil }
        throw noWay(step, into: JSONValue(node).typeName)
      }
      guard let next else { return .null }
      node = next
    }
    return try Self.value(of: .node(node), self)
  }

  func follow(_ path: Steps, in text: [UInt8]) throws(ExpressionError) -> JSONValue? {
    try spend(text.count / 256)
    var reader = TextReader(path, program)
    switch reader.find(text.span) {
    case .nothing: return .null
    case .value(let value): return value
    case .string(let place): return .string(String(decoding: text[place], as: UTF8.self))
    case .container(let place):
      return try Self.value(of: .text(Array(text[place])), self)
    case .noWay(let step, let kind):
      if program.steps[step].isOptional { return nil }
      throw noWay(program.steps[step], into: kind)
    case .malformed:
      throw failure(.badInput, "the input is not valid JSON", remedy: "give one JSON text in UTF-8")
    }
  }

  /// Decodes all of an input.
  static func value(of input: ExpressionInput, _ evaluation: Evaluation) throws(ExpressionError) -> JSONValue {
    switch input {
    case .value(let value): return value
    case .node(let node):
      try evaluation.spend(node.raw.count / 8)
      return JSONValue(node)
    case .text(let text): return JSONValue(try evaluation.parsed(text).root)
    }
  }

  private func parsed(_ text: [UInt8]) throws(ExpressionError) -> JSONDocument {
    try spend(text.count / 8)
    do {
      return try JSONDocument(parsing: text, limits: JSONLimits(depth: limits.depth))
    } catch {
      throw failure(
        .badInput, "the input cannot be read: line \(error.line), column \(error.column): \(error.message)",
        remedy: error.remedy)
    }
  }

  func noWay(_ step: PathStep, into kind: String) -> ExpressionError {
    switch step.target {
    case .key(let key): noWay("the member '\(program.keys[key])'", into: kind)
    case .place(let place): noWay("element \(place)", into: kind)
    }
  }

  func noWay(_ what: String, into kind: String) -> ExpressionError {
    failure(
      .mismatch, "\(what) was asked of \(Kind.withArticle(kind))",
      remedy: "look at 'type' before, or put a '?' behind to pass over what has none")
  }
}
