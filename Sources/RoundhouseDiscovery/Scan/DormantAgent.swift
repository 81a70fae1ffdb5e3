/// An agent for an endpoint that nobody has named yet.
package struct DormantAgent: Sendable, Equatable {
  package var id: String
  package var path: String
  /// The environment variable that wakes it.
  package var variable: String

  package init(id: String, path: String, variable: String) {
    self.id = id
    self.path = path
    self.variable = variable
  }
}
