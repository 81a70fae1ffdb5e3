/// A pointer that only the library understands; JSON has a string for it that cannot be guessed.
package struct ForeignHandle: Sendable, Equatable {
  /// A call `f(handle, arguments…)` that every new handle gets before anybody sees it.
  package struct Preparation: Sendable, Equatable {
    package var symbol: String
    /// At most three.
    package var arguments: [Int64]

    package init(symbol: String, arguments: [Int64]) {
      self.symbol = symbol
      self.arguments = arguments
    }
  }

  package var name: String
  /// The symbol that ends it, `f(void *)`; empty if there is nothing to end.
  package var destroy = ""
  /// Settings that the agent does not leave to its callers; what they return is not looked at.
  package var preparations: [Preparation] = []
  /// Whether several calls may use one handle at once. If not, the second is refused as `overloaded`, to be tried again.
  package var isThreadSafe = false

  package init(name: String, destroy: String = "") {
    self.name = name
    self.destroy = destroy
  }
}
