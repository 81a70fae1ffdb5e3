/// One place where a value does not satisfy its schema.
package struct SchemaViolation: Sendable, Equatable {
  /// JSON Pointer from the value that was checked; empty for that value itself.
  package var pointer: String
  /// What was expected and what was found, without a final period.
  package var message: String

  package init(pointer: String, message: String) {
    self.pointer = pointer
    self.message = message
  }
}

extension SchemaViolation: CustomStringConvertible {
  package var description: String { pointer.isEmpty ? message : "\(pointer): \(message)" }
}

extension RoundhouseError {
  /// A payload that does not satisfy its capability's schema.
  package init(_ violations: [SchemaViolation], capability: String = "") {
    let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
    self.init(
      .schemaFailed, "the payload does not satisfy the schema: \(violations.first?.description ?? "refused")\(more)",
      remedy: "correct the payload", capability: capability)
  }
}
