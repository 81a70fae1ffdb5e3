/// A compiled expression: nodes that name one another by their places.
final class Program: Sendable {
  let source: [UInt8]
  let nodes: [Node]
  let lists: [NodeID]
  let steps: [PathStep]
  let keys: [String]
  /// The same as bytes, for what is read straight from texts.
  let keyBytes: [[UInt8]]
  let constants: [JSONValue]
  let root: NodeID
  /// Variables of the expression's own, at most so many at once.
  let slots: Int
  /// The variables given from outside, in the order of their numbers from 1.
  let variables: [String]
  /// Patterns that stand in the source, by the node of their `test`.
  let patterns: [NodeID: Pattern]

  init(_ builder: consuming ProgramBuilder, root: NodeID, source: [UInt8], variables: [String]) {
    self.source = source
    self.root = root
    self.variables = variables
    nodes = builder.nodes
    lists = builder.lists
    steps = builder.steps
    keys = builder.keys
    keyBytes = builder.keys.map { Array($0.utf8) }
    constants = builder.constants
    slots = builder.slots
    patterns = builder.patterns
  }

  func failure(_ code: ExpressionError.Code, _ message: String, remedy: String, at node: NodeID) -> ExpressionError {
    ExpressionError(code, message, remedy: remedy, at: Int(nodes[node].offset), in: source)
  }
}
