/// Why a life could not be lived, or its log not be read.
package struct LifeError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
