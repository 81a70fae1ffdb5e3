internal import RoundhouseModel

/// What a coordinator has done since its host began. Seed 001's `get_execution_stats()`.
package struct CoordinatorStatistics: Sendable, Equatable {
  /// Seed 001's `total_executions`.
  package private(set) var totalExecutions = 0
  /// Of these, how many have failed.
  package private(set) var failedExecutions = 0
  private var milliseconds: Int64 = 0
  /// How often each strategy was used, by its name. Seed 001's `strategies_used`.
  package private(set) var strategiesUsed: [String: Int] = [:]

  /// Milliseconds; 0 before the first. Seed 001's `avg_time_ms`.
  package var averageTime: Double { totalExecutions == 0 ? 0 : Double(milliseconds) / Double(totalExecutions) }

  mutating func count(_ result: CoordinationResult) {
    totalExecutions += 1
    if !result.plan.success { failedExecutions += 1 }
    milliseconds += result.plan.duration
    strategiesUsed[result.strategy, default: 0] += 1
  }

  /// `{"total_executions", "failed_executions", "avg_time_ms", "strategies_used": {name: count}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("total_executions", totalExecutions)
    json.member("failed_executions", failedExecutions)
    json.member("avg_time_ms", averageTime)
    json.key("strategies_used")
    json.beginObject()
    for (name, count) in strategiesUsed.sorted(by: { $0.key < $1.key }) { json.member(name, count) }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
