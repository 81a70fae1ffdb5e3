/// One evaluation of a program: what is bounded is counted here.
///
/// A node with one result is asked for it by `value`; of others `each` hands on one result after the other, and stops
/// when it is told that no more are wanted. So streams need no memory, and their parts run within one another as far
/// as the program is high.
final class Evaluation {
  typealias Receiver = (JSONValue) throws(ExpressionError) -> Bool

  let program: Program
  let limits: ExpressionLimits
  private let input: ExpressionInput
  private let variables: [String: ExpressionInput]
  /// The expression's own variables. Each `as` of the source has its own place, since none is entered twice at a time.
  var slots: [JSONValue]
  /// Documents that had to be decoded as a whole.
  private var decoded: [Int: JSONValue] = [:]
  @exclusivity(unchecked) private var steps: Int
  /// The node at work, for errors of what is counted.
  @exclusivity(unchecked) var current: NodeID

  init(
    _ program: Program, _ input: ExpressionInput, _ variables: [String: ExpressionInput], _ limits: ExpressionLimits
  ) {
    self.program = program
    self.input = input
    self.variables = variables
    self.limits = limits
    slots = program.slots == 0 ? [] : Array(repeating: .null, count: program.slots)
    steps = limits.steps
    current = program.root
  }

  func firstResult() throws(ExpressionError) -> JSONValue? {
    if program.nodes[program.root].isSingle { return try value(program.root, .null) }
    var first: JSONValue?
    _ = try each(program.root, .null) { (value) throws(ExpressionError) in
      first = value
      return false
    }
    return first
  }

  func allResults() throws(ExpressionError) -> [JSONValue] {
    var results: [JSONValue] = []
    _ = try each(program.root, .null) { (value) throws(ExpressionError) in
      guard results.count < limits.results else {
        throw failure(
          .tooLarge, "there are more than \(limits.results) results", remedy: "take fewer: limit(100; …)")
      }
      results.append(value)
      return true
    }
    try measure(.array(results))
    return results
  }

  /// Counts work that is about to be done.
  @inline(__always)
  func spend(_ count: Int) throws(ExpressionError) {
    steps -= count
    if steps < 0 { throw exhausted() }
  }

  /// Counts a text that is about to be made, and refuses one that could be no result.
  func spend(text bytes: Int) throws(ExpressionError) {
    guard bytes / 16 <= limits.size else { throw tooLarge() }
    try spend(bytes / 32)
  }

  /// Refuses a result that would be too large as a text: values share their parts, texts do not.
  func measure(_ value: JSONValue) throws(ExpressionError) {
    var size = 0
    try measure(value, &size)
  }

  private func measure(_ value: JSONValue, _ size: inout Int) throws(ExpressionError) {
    size += 1
    switch value {
    case .null, .bool, .number: break
    case .string(let text): size += text.utf8.count / 16
    case .array(let elements): for element in elements { try measure(element, &size) }
    case .object(let object):
      for member in object.members {
        size += 1 + member.key.utf8.count / 16
        try measure(member.value, &size)
      }
    }
    guard size <= limits.size else { throw tooLarge() }
  }

  /// The document (0) or variable as a whole, decoded once.
  func document(_ number: Int) throws(ExpressionError) -> JSONValue {
    if let value = decoded[number] { return value }
    let value = try Self.value(of: source(number), self)
    decoded[number] = value
    return value
  }

  /// The value at a path, read straight from its text unless all of it has been decoded already.
  func document(_ number: Int, _ path: Steps) throws(ExpressionError) -> JSONValue? {
    if path.count == 0 { return try document(number) }
    if !decoded.isEmpty, let value = decoded[number] { return try follow(path, from: value) }
    switch try source(number) {
    case .value(let value): return try follow(path, from: value)
    case .node(let node): return try follow(path, from: node)
    case .text(let text): return try follow(path, in: text)
    }
  }

  private func source(_ number: Int) throws(ExpressionError) -> ExpressionInput {
    if number == 0 { return input }
    let name = program.variables[number - 1]
    guard let value = variables[name] else {
      throw failure(.badInput, "the variable $\(name) was not given", remedy: "give a value for it")
    }
    return value
  }

  func failure(_ code: ExpressionError.Code, _ message: String, remedy: String) -> ExpressionError {
    program.failure(code, message, remedy: remedy, at: current)
  }

  private func exhausted() -> ExpressionError {
    failure(
      .tooManySteps, "more than \(limits.steps) steps", remedy: "look at less of the input, or use the agent data.jq")
  }

  private func tooLarge() -> ExpressionError {
    failure(.tooLarge, "the result is larger than \(limits.size) values", remedy: "keep only what is needed")
  }
}
