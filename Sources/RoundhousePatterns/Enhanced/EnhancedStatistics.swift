internal import RoundhouseModel

/// What enhanced workflows have done since their host began. Seed 004's performance metrics.
package struct EnhancedStatistics: Sendable, Equatable {
  /// What one node came to.
  package struct Node: Sendable, Equatable {
    package fileprivate(set) var executions = 0
    /// Tries that have failed.
    package fileprivate(set) var errors = 0
    /// Tries after such a one.
    package fileprivate(set) var retries = 0
    fileprivate var seconds = 0.0
  }

  package private(set) var totalExecutions = 0
  package private(set) var failedExecutions = 0
  /// How many a person had to look at, and how many of these were approved.
  package private(set) var reviewed = 0
  package private(set) var approved = 0
  package private(set) var nodes: [String: Node] = [:]
  private var seconds = 0.0

  mutating func count(_ result: EnhancedResult) {
    totalExecutions += 1
    if !result.success { failedExecutions += 1 }
    seconds += result.state.totalExecutionTime
    if result.state.reviewID != nil, let feedback = result.state.humanFeedback.last {
      reviewed += 1
      if feedback.approved { approved += 1 }
    }
    for (node, seconds) in result.state.nodeExecutionTimes {
      nodes[node, default: Node()].executions += 1
      nodes[node]?.seconds += seconds
    }
    for error in result.state.errors {
      nodes[error.node, default: Node()].errors += 1
      if error.isRecovered { nodes[error.node]?.retries += 1 }
    }
  }

  /// `{"total_executions", "failed_executions", "avg_execution_time", "reviewed", "approval_rate", "nodes": {node:
  /// {"executions", "errors", "retries", "avg_execution_time"}}}`; times in seconds.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("total_executions", totalExecutions)
    json.member("failed_executions", failedExecutions)
    json.member("avg_execution_time", seconds / Double(max(1, totalExecutions)))
    json.member("reviewed", reviewed)
    json.member("approval_rate", Double(approved) / Double(max(1, reviewed)))
    json.key("nodes")
    json.beginObject()
    for (name, node) in nodes.sorted(by: { $0.key < $1.key }) {
      json.key(name)
      json.beginObject()
      json.member("executions", node.executions)
      json.member("errors", node.errors)
      json.member("retries", node.retries)
      json.member("avg_execution_time", node.seconds / Double(max(1, node.executions)))
      json.endObject()
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
