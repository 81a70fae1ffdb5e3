internal import RoundhouseModel

/// Why an expression was refused or has no result, and where in its source.
package struct ExpressionError: Error, Sendable, Equatable {
  package enum Code: String, Sendable, CaseIterable {
    /// The source is not an expression.
    case syntax = "expression_syntax"
    /// jq knows it, an expression does not: the agent `data.jq` runs all of jq.
    case unsupported = "expression_unsupported"
    /// A function or variable that nobody knows.
    case unknownName = "expression_unknown_name"
    /// The source is too long or too deep.
    case tooComplex = "expression_too_complex"
    /// The values do not go with the operation.
    case mismatch = "expression_mismatch"
    /// The expression said `error`.
    case raised = "expression_raised"
    /// More steps than allowed.
    case tooManySteps = "expression_too_many_steps"
    /// More or longer results than allowed.
    case tooLarge = "expression_too_large"
    /// The document or a variable is not JSON, or is nested too deep.
    case badInput = "expression_bad_input"
  }

  package var code: Code
  /// One sentence for people, without a final period.
  package var message: String
  /// What to do, one sentence.
  package var remedy: String
  /// Bytes of the source before the place.
  package var offset: Int
  /// Begins at 1.
  package var line: Int
  /// Begins at 1, counts characters (Unicode scalars).
  package var column: Int
  /// The source's line around the place, and a second line with a caret below it.
  package var excerpt: String

  init(_ code: Code, _ message: String, remedy: String, at offset: Int, in source: [UInt8]) {
    let place = SourcePlace(offset, in: source)
    self.code = code
    self.message = message
    self.remedy = remedy
    self.offset = offset
    line = place.line
    column = place.column
    excerpt = place.excerpt
  }

  /// Whether `try` and `?` pass over it, as over jq's errors. What is bounded stays bounded.
  var isCatchable: Bool { code == .mismatch || code == .raised }
}

extension ExpressionError: CustomStringConvertible {
  /// Place, message, excerpt and remedy, in four lines.
  package var description: String { "\(line):\(column): \(message)\n\(excerpt)\n\(remedy)" }
}

extension RoundhouseError {
  /// The error as a caller sees it who sent such an expression.
  package init(_ error: ExpressionError) {
    self.init(
      .badRequest, "expression, line \(error.line), column \(error.column): \(error.message)", remedy: error.remedy,
      cause: error.excerpt)
  }
}
