/// A pointer that only the library understands; JSON has a string for it that cannot be guessed.
package struct ForeignHandle: Sendable, Equatable {
  package var name: String
  /// The symbol that ends it, `f(void *)`; empty if there is nothing to end.
  package var destroy = ""
  /// Whether several calls may use one handle at once. If not, the second is refused as `overloaded`, to be tried again.
  package var isThreadSafe = false

  package init(name: String, destroy: String = "") {
    self.name = name
    self.destroy = destroy
  }
}
