/// Collects the nodes of a program while its source is read, and knows of each how deep it is.
struct ProgramBuilder {
  private(set) var nodes: [Node] = []
  private(set) var lists: [NodeID] = []
  private(set) var steps: [PathStep] = []
  private(set) var keys: [String] = []
  private(set) var constants: [JSONValue] = []
  var patterns: [NodeID: Pattern] = [:]
  /// The most variables of the expression's own that are in sight at once.
  var slots = 0

  init() { nodes.reserveCapacity(16) }

  mutating func add(_ operation: Operation, at offset: Int) -> NodeID {
    let isSingle = isSingle(operation)
    var height = 1 + (isSingle ? highest(below: operation) : total(below: operation))
    // Has one result, and asks its condition while its source is at work.
    if case .quantify = operation { height = 1 + total(below: operation) }
    nodes.append(
      Node(operation: operation, offset: Int32(truncatingIfNeeded: offset), height: height, isSingle: isSingle))
    return nodes.count - 1
  }

  mutating func constant(_ value: JSONValue, at offset: Int) -> NodeID {
    constants.append(value)
    return add(.constant(constants.count - 1), at: offset)
  }

  mutating func list(_ items: [NodeID]) -> NodeList {
    lists.append(contentsOf: items)
    return NodeList(start: Int32(lists.count - items.count), count: Int32(items.count))
  }

  mutating func key(_ key: String) -> Int {
    keys.append(key)
    return keys.count - 1
  }

  /// The path that goes one step further: a path's own steps are continued where they are the last ones.
  mutating func step(from base: NodeID, _ step: PathStep, at offset: Int) -> NodeID {
    switch nodes[base].operation {
    case .document(let document, let before) where before.range.upperBound == steps.count || before.count == 0:
      return add(.document(document, extended(before, step)), at: offset)
    case .path(let origin, let before) where before.range.upperBound == steps.count:
      return add(.path(origin, extended(before, step)), at: offset)
    default:
      return add(.path(base, extended(Steps(start: 0, count: 0), step)), at: offset)
    }
  }

  /// The number, if the node is one.
  func number(_ node: NodeID) -> Double? {
    if case .number(let number) = constantValue(node) { return number }
    return nil
  }

  func constantValue(_ node: NodeID) -> JSONValue? {
    if case .constant(let place) = nodes[node].operation { return constants[place] }
    return nil
  }

  /// Whether results come through a `try` or `?`, other than those of a path. What is collected first does not.
  func comesThroughAttempt(_ node: NodeID) -> Bool {
    switch nodes[node].operation {
    case .attempt: return true
    case .array, .last, .isEmpty: return false
    case .keyed(_, let base, _), .mapValues(let base, _), .quantify(_, let base, _, _):
      return comesThroughAttempt(base)
    case let operation:
      var isFound = false
      operation.forEachPart(lists) { isFound = isFound || comesThroughAttempt($0) }
      return isFound
    }
  }

  private mutating func extended(_ before: Steps, _ step: PathStep) -> Steps {
    let start = before.count == 0 ? Int32(steps.count) : before.start
    steps.append(step)
    return Steps(start: start, count: before.count + 1)
  }

  /// A node with one result waits for its parts one after the other.
  private func highest(below operation: Operation) -> Int32 {
    var height: Int32 = 0
    visit(operation) { height = max(height, nodes[$0].height) }
    return height
  }

  /// A node with many results may have each of its parts at work within the others.
  private func total(below operation: Operation) -> Int32 {
    if case .all = operation { return highest(below: operation) }
    var height: Int32 = 0
    visit(operation) { height += nodes[$0].height }
    return height
  }

  private func visit(_ operation: Operation, _ body: (NodeID) -> Void) { operation.forEachPart(lists, body) }

  private func isSingle(_ operation: Operation) -> Bool {
    switch operation {
    case .identity, .constant, .variable, .array, .last, .isEmpty: true
    case .document(_, let path): !steps[path.range].contains(where: \.isOptional)
    case .path(let base, let path): nodes[base].isSingle && !steps[path.range].contains(where: \.isOptional)
    case .index(_, _, let isOptional), .slice(_, _, _, let isOptional): !isOptional && hasSingleParts(operation)
    case .iterate, .all, .empty, .raise, .attempt, .first, .limit: false
    case .alternative(let first, _): nodes[first].isSingle && hasSingleParts(operation)
    case .mapValues(let input, _), .keyed(_, let input, _), .quantify(_, let input, _, _): nodes[input].isSingle
    case .pipe, .binary, .and, .or, .negate, .object, .choice, .bind, .function, .function1, .test:
      hasSingleParts(operation)
    }
  }

  private func hasSingleParts(_ operation: Operation) -> Bool {
    var isSingle = true
    visit(operation) { isSingle = isSingle && nodes[$0].isSingle }
    return isSingle
  }
}
