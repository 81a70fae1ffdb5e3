/// An agent that is not used because another with the same id was found before it.
package struct ShadowedAgent: Sendable, Equatable {
  package var id: String
  /// The manifest that is not used.
  package var path: String
  /// The manifest that is.
  package var by: String

  package init(id: String, path: String, by: String) {
    self.id = id
    self.path = path
    self.by = by
  }
}
