package import RoundhouseModel

/// A graph as JSON, in a file of its own with `"pattern": "graph"`.
///
/// `id`; `state`: `{member: {"type", "reducer", "initial"}}`, or `{member: "type"}`; `nodes`; `edges`: `[{"from", "to", "when"}]`,
/// of which the first that holds is taken, `to` being a node, several, or `"end"`; `start` (missing: the first node);
/// `maxVisits` per node (10) and `maxSteps` (100); `timeout` in milliseconds; `output`, an input mapping.
///
/// A node has an `id` and one of: `capability`, `action` and `agentId`, as a plan's step; a document under the name of its
/// kind (`graph`, `plan`, `coordination` …); `review`: `{"reason", "reviewers", "timeout", "onExpiry", "escalation"}`;
/// `sleep` in milliseconds; nothing, where ways part or meet. Besides `input`, `update`: `{member: mapping}`, `onError`: a
/// node or `"end"`, `maxVisits`, and for calls `retryPolicy`, `timeout` and `repeats`. Expressions read ``GraphView``.
package struct GraphDocument: Pattern {
  package static let kind = "graph"
  package static let mark = "nodes"

  package let graph: Graph

  init(_ graph: Graph) { self.graph = graph }

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> GraphDocument? {
    reader.graph(node).map { GraphDocument($0) }
  }

  package static func report(_ result: JSONNode) -> PatternReport? { GraphReport.lines(result) }

  package var size: String {
    let (nodes, edges) = (graph.nodes.count, graph.edges.count)
    return "\(nodes == 1 ? "1 node" : "\(nodes) nodes"), \(edges == 1 ? "1 edge" : "\(edges) edges")"
  }

  package var dot: String { GraphDrawing.dot(graph) }
}
