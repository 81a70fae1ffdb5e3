/// A number of elements: `times × sizeFrom(parameter or constant) + plus`.
package struct ForeignSize: Sendable, Equatable {
  /// The parameter that says it: its number, or a buffer's length. Empty: `constant`.
  package var parameter = ""
  package var constant = 0
  /// A function of the same library, `size_t f(size_t)`, through which the number goes; empty if none.
  package var sizeFrom = ""
  package var times = 1
  package var plus = 0

  package init(constant: Int) { self.constant = constant }
  package init(parameter: String) { self.parameter = parameter }
}
