/// Why a text is not JSON, and where.
package struct JSONError: Error, Sendable, Equatable {
  /// Bytes before the place.
  package var offset: Int
  /// Begins at 1.
  package var line: Int
  /// Begins at 1, counts characters (Unicode scalars).
  package var column: Int
  /// One sentence for people, without a final period.
  package var message: String
  /// What whoever wrote the text should do, a few words.
  package var remedy: String

  package init(offset: Int, line: Int, column: Int, message: String, remedy: String) {
    self.offset = offset
    self.line = line
    self.column = column
    self.message = message
    self.remedy = remedy
  }
}

extension JSONError: CustomStringConvertible {
  /// `12:14: expected a value, found '}'`
  package var description: String { "\(line):\(column): \(message)" }
}

extension RoundhouseError {
  /// The error as a caller sees it who sent such a text.
  package init(_ error: JSONError) {
    self.init(
      .badRequest, "not valid JSON: line \(error.line), column \(error.column): \(error.message)",
      remedy: "send one JSON text in UTF-8")
  }
}
