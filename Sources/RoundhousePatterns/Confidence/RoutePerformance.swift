package import RoundhouseModel

/// How sure a route was when it was chosen. Seed 004's metrics of `get_routing_performance()`.
package struct RoutePerformance: Sendable, Equatable {
  /// How many confidences are remembered.
  package static let longestHistory = 100

  /// How often it was chosen.
  package private(set) var count = 0
  package private(set) var minConfidence = 1.0
  package private(set) var maxConfidence = 0.0
  /// How often it was chosen although it was less sure than the threshold asks for.
  package private(set) var lowCount = 0
  /// The latest confidences, the last one last.
  package private(set) var history: [Double] = []
  private var sum = 0.0

  package var avgConfidence: Double { count == 0 ? 0 : sum / Double(count) }

  mutating func count(_ decision: RoutingDecision) {
    count += 1
    sum += decision.confidence
    minConfidence = min(minConfidence, decision.confidence)
    maxConfidence = max(maxConfidence, decision.confidence)
    if decision.isLow { lowCount += 1 }
    if history.count == Self.longestHistory { history.removeFirst() }
    history.append(decision.confidence)
  }
}

extension RoutePerformance: JSONWritable {
  /// `{"avg_confidence", "min_confidence", "max_confidence", "count", "low_count", "history"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("avg_confidence", avgConfidence)
    json.member("min_confidence", minConfidence)
    json.member("max_confidence", maxConfidence)
    json.member("count", count)
    json.member("low_count", lowCount)
    json.key("history")
    json.beginArray()
    for confidence in history { json.double(confidence) }
    json.endArray()
    json.endObject()
  }
}
