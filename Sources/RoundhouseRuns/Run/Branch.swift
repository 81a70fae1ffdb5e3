/// A part of a run that goes on beside others, on a line of its own.
package struct Branch<Value: Sendable>: Sendable {
  package let id: String
  /// The branches that must have succeeded before, by id.
  package let after: [String]
  package let body: @Sendable (Run, [String: Value]) async throws -> Value

  /// - Parameter body: is given its own line of steps and what the branches so far came to.
  package init(
    _ id: String, after: [String] = [], _ body: @escaping @Sendable (Run, [String: Value]) async throws -> Value
  ) {
    self.id = id
    self.after = after
    self.body = body
  }
}
