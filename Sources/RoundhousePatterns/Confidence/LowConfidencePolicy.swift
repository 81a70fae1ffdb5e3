/// What is done if even the best route is less sure than the threshold asks for.
package enum LowConfidencePolicy: String, Sendable, CaseIterable {
  /// It is taken, and an alert is told.
  case warn
  /// The document's default is taken.
  case `default`
  /// A person decides.
  case review
}
