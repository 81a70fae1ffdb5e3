internal import RoundhouseModel

/// What graphs have done since their host began.
package struct GraphStatistics: Sendable, Equatable {
  /// What the visits of one node came to.
  package struct Node: Sendable, Equatable {
    package fileprivate(set) var visits = 0
    package fileprivate(set) var errors = 0
    fileprivate var milliseconds: Int64 = 0

    /// Milliseconds.
    package var averageTime: Double { visits == 0 ? 0 : Double(milliseconds) / Double(visits) }
    /// From 0 to 1.
    package var errorRate: Double { visits == 0 ? 0 : Double(errors) / Double(visits) }
  }

  /// More are not told apart.
  private static let mostNodes = 1000

  package private(set) var totalExecutions = 0
  /// How often graphs have ended in each way.
  package private(set) var ends: [GraphEnd: Int] = [:]
  /// By graph and node: `purchase/book`.
  package private(set) var nodes: [String: Node] = [:]
  private var milliseconds: Int64 = 0

  /// Milliseconds; 0 before the first.
  package var averageTime: Double { totalExecutions == 0 ? 0 : Double(milliseconds) / Double(totalExecutions) }

  mutating func count(_ result: GraphResult) {
    totalExecutions += 1
    ends[result.end, default: 0] += 1
    milliseconds += result.duration
    for visit in result.path {
      let name = "\(result.graph)/\(visit.node)"
      guard nodes[name] != nil || nodes.count < Self.mostNodes else { continue }
      nodes[name, default: Node()].visits += 1
      nodes[name]?.milliseconds += visit.outcome.duration
      if visit.outcome.state == .failed { nodes[name]?.errors += 1 }
    }
  }

  /// `{"total_executions", "ends": {end: count}, "avg_time_ms", "nodes": {"graph/node": {"visits", "errors", "error_rate",
  /// "avg_time_ms"}}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("total_executions", totalExecutions)
    json.key("ends")
    json.beginObject()
    for end in GraphEnd.allCases { json.member(end.rawValue, ends[end] ?? 0) }
    json.endObject()
    json.member("avg_time_ms", averageTime)
    json.key("nodes")
    json.beginObject()
    for (name, node) in nodes.sorted(by: { $0.key < $1.key }) {
      json.key(name)
      json.beginObject()
      json.member("visits", node.visits)
      json.member("errors", node.errors)
      json.member("error_rate", node.errorRate)
      json.member("avg_time_ms", node.averageTime)
      json.endObject()
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
