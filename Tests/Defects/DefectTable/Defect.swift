/// One way in which a hostile agent behaves.
package struct Defect: Sendable, Equatable {
  /// The folder in `Tests/Fixtures/Agents`.
  package let name: String

  package init(_ name: String) { self.name = name }
}
