/// How much of a JSON text is accepted.
package struct JSONLimits: Sendable {
  /// Objects and arrays within one another.
  package var depth: Int
  /// The text's length.
  package var bytes: Int
  /// Values and keys in all, at most 16 million.
  package var nodes: Int

  package init(depth: Int = 64, bytes: Int = 16 << 20, nodes: Int = 1 << 20) {
    self.depth = depth
    self.bytes = min(bytes, Int(Int32.max))
    self.nodes = min(nodes, JSONEntry.maximumCount)
  }
}
