/// What one node of a program does. It holds nothing but numbers, so that walking a program counts no references.
enum Operation {
  /// `.`, where it is not the document.
  case identity
  case constant(Int)
  /// A value of the document (0) or of a variable given from outside (1 and up), read straight from its text.
  case document(Int, Steps)
  case variable(Int)
  case path(NodeID, Steps)
  case iterate(NodeID, isOptional: Bool)
  case index(NodeID, key: NodeID, isOptional: Bool)
  case slice(NodeID, from: NodeID, to: NodeID, isOptional: Bool)
  case pipe(NodeID, NodeID)
  /// `a, b, c`.
  case all(NodeList)
  case empty
  case binary(BinaryOperator, NodeID, NodeID)
  case and(NodeID, NodeID)
  case or(NodeID, NodeID)
  /// `a // b`.
  case alternative(NodeID, NodeID)
  case negate(NodeID)
  /// `[a]`.
  case array(NodeID)
  /// Keys and values by turns.
  case object(NodeList)
  case choice(NodeID, then: NodeID, else: NodeID)
  case attempt(NodeID, rescue: NodeID)
  case bind(NodeID, slot: Int, body: NodeID)
  case function(Function, NodeID)
  /// A function of its input and one argument.
  case function1(Function1, NodeID, NodeID)
  /// `test(pattern; flags)`, the only function of two arguments.
  case test(NodeID, pattern: NodeID, flags: NodeID)
  case raise(NodeID)
  /// `map_values`: the first result for each element.
  case mapValues(NodeID, NodeID)
  /// What orders or groups an array by keys of its elements.
  case keyed(KeyedFunction, NodeID, key: NodeID)
  /// `any(source; condition)`, and `all`.
  case quantify(isAll: Bool, NodeID, source: NodeID, condition: NodeID)
  case first(NodeID)
  case last(NodeID)
  case limit(NodeID, NodeID)
  case isEmpty(NodeID)
}

/// A node's place in its program.
typealias NodeID = Int

/// A stretch of a program's list of nodes.
struct NodeList {
  let start: Int32
  let count: Int32

  var range: Range<Int> { Int(start)..<Int(start + count) }
}

/// A stretch of a program's list of steps.
struct Steps {
  let start: Int32
  let count: Int32

  var range: Range<Int> { Int(start)..<Int(start + count) }
}
