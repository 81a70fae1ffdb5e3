/// A way from one node to others. Of several from one node, the first that holds is taken.
package struct GraphEdge: Sendable {
  package var from: String
  /// Where it leads: several run beside one another; ``Graph/end`` is the end.
  package var to: [String]
  /// nil always holds.
  package var condition: GraphCondition?

  package init(_ from: String, to: String..., when condition: GraphCondition? = nil) {
    self.init(from, to, condition)
  }

  package init(_ from: String, _ to: [String], _ condition: GraphCondition?) {
    self.from = from
    self.to = to
    self.condition = condition
  }
}
