/// Why a schema is refused, and where.
package struct JSONSchemaError: Error, Sendable, Equatable {
  /// Both begin at 1, in the text that holds the schema.
  package var line: Int
  package var column: Int
  /// Where it stands from the root of that text, such as `properties.name.patternProperties`.
  package var path: String
  /// One sentence for people, without a final period.
  package var message: String
  /// What to write instead.
  package var remedy: String

  package init(line: Int, column: Int, path: String, message: String, remedy: String) {
    self.line = line
    self.column = column
    self.path = path
    self.message = message
    self.remedy = remedy
  }

  init(_ node: JSONNode, path: String? = nil, _ message: String, remedy: String) {
    (line, column) = node.position.lineAndColumn
    self.path = path ?? node.path
    self.message = message
    self.remedy = remedy
  }
}

extension JSONSchemaError: CustomStringConvertible {
  package var description: String { "\(line):\(column): \(path.isEmpty ? "" : "\(path): ")\(message)" }
}
