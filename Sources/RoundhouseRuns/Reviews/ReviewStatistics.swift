package import RoundhouseModel

/// What became of the reviews of a host since it began. Seed 004's review statistics.
package struct ReviewStatistics: Sendable, Equatable {
  package internal(set) var requested = 0
  package internal(set) var escalated = 0
  package internal(set) var expired = 0
  package private(set) var decided: [ReviewVerdict: Int] = [:]
  /// Of those that were decided by somebody; milliseconds.
  private var waited: Int64 = 0
  private var longest: Int64 = 0

  /// Share of the decided ones that were approved, 0 to 1; 0 before the first.
  package var approvalRate: Double { count == 0 ? 0 : Double(decided[.approved] ?? 0) / Double(count) }
  /// Milliseconds from the question to the decision; 0 before the first.
  package var averageTime: Double { count == 0 ? 0 : Double(waited) / Double(count) }

  private var count: Int { decided.values.reduce(0, +) }

  mutating func ask(isEscalated: Bool) {
    if isEscalated { escalated += 1 } else { requested += 1 }
  }

  mutating func decide(_ decision: ReviewDecision, after time: Int64) {
    decided[decision.verdict, default: 0] += 1
    waited += max(0, time)
    longest = max(longest, time)
  }

  /// `{"total_reviews", "escalated", "expired", "decided": {verdict: count}, "approval_rate", "avg_review_time_ms",
  /// "longest_review_time_ms"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("total_reviews", requested)
    json.member("escalated", escalated)
    json.member("expired", expired)
    json.key("decided")
    json.beginObject()
    for verdict in ReviewVerdict.allCases { json.member(verdict.rawValue, decided[verdict] ?? 0) }
    json.endObject()
    json.member("approval_rate", approvalRate)
    json.member("avg_review_time_ms", averageTime)
    json.member("longest_review_time_ms", longest)
    json.endObject()
  }
}
