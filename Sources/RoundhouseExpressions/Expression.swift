internal import RoundhouseModel

/// A compiled expression: a part of the language jq in which every program ends.
///
/// Conditions, mappings of inputs and choices of chains are expressions. What is accepted means what it means in jq 1.6
/// and later; where those differ, it is refused, or fails when it comes to that. There is no `def`, `reduce`,
/// `foreach`, recursion, environment or further input: the agent `data.jq` has them.
///
/// As in jq, an expression is a stream: it may have no result, one, or many (`.[]`, `a, b`). ``evaluate(_:variables:limits:)``
/// takes the first one and asks for no more, so that an error behind it does not come up.
///
/// ```
/// let isExpensive = try Expression(".steps.book.output.price > 5000 and .steps.check.output.ok")
/// if try isExpensive.holds(.text(payload.bytes)) { … }
/// ```
package struct Expression: Sendable {
  /// Bytes of a source.
  package static let maximumLength = 16 << 10
  /// Brackets and operands within one another: a bracket counts twice.
  static let maximumDepth = 64
  /// Nodes that may be at work within one another, which bounds the stack.
  static let maximumHeight = 128

  private let program: Program

  /// Compiles a source.
  /// - Parameter variables: names, without `$`, of the variables that each evaluation will be given.
  package init(_ source: String, variables: [String] = []) throws(ExpressionError) {
    program = try Parser.program(source, variables: variables)
  }

  /// The source, as it was given.
  package var source: String { String(decoding: program.source, as: UTF8.self) }

  /// What it reads from the document and the variables: each place once, in the order of the source.
  package var references: [ExpressionReference] { program.references }

  /// The first result; nil if there is none.
  /// - Parameter variables: a value for each name given to ``init(_:variables:)``; one that is missing is an error only
  ///   when it is read.
  package func evaluate(
    _ input: ExpressionInput, variables: [String: ExpressionInput] = [:], limits: ExpressionLimits = ExpressionLimits()
  ) throws(ExpressionError) -> JSONValue? {
    let evaluation = Evaluation(program, input, variables, limits)
    guard let value = try evaluation.firstResult() else { return nil }
    try evaluation.measure(value)
    return value
  }

  /// Whether the first result is true: anything but `false` and `null`. Without a result it does not hold.
  package func holds(
    _ input: ExpressionInput, variables: [String: ExpressionInput] = [:], limits: ExpressionLimits = ExpressionLimits()
  ) throws(ExpressionError) -> Bool {
    try Evaluation(program, input, variables, limits).firstResult()?.isTrue ?? false
  }

  /// All results in order.
  package func evaluateAll(
    _ input: ExpressionInput, variables: [String: ExpressionInput] = [:], limits: ExpressionLimits = ExpressionLimits()
  ) throws(ExpressionError) -> [JSONValue] {
    let evaluation = Evaluation(program, input, variables, limits)
    return try evaluation.allResults()
  }
}
