/// How much one evaluation may do and make. How long and deep a source may be is fixed: ``Expression``.
package struct ExpressionLimits: Sendable {
  /// One for each operation, element passed over, 32 bytes of text made, 8 bytes of input decoded and 256 bytes of input
  /// that a path is read from.
  package var steps: Int
  /// Values and keys in all results together, and 16 bytes of text each.
  package var size: Int
  /// Objects and arrays within one another, in what is read.
  package var depth: Int
  /// Results of ``Expression/evaluateAll(_:variables:limits:)``.
  package var results: Int

  package init(steps: Int = 1_000_000, size: Int = 1 << 18, depth: Int = 64, results: Int = 10_000) {
    self.steps = steps
    self.size = size
    self.depth = depth
    self.results = results
  }
}
