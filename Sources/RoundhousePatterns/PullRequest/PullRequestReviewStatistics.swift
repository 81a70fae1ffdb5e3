internal import RoundhouseModel

/// What reviews have come to since the host began.
package struct PullRequestReviewStatistics: Sendable, Equatable {
  package private(set) var totalReviews = 0
  /// Of these, how many nobody has answered.
  package private(set) var failedReviews = 0
  package private(set) var findings = 0
  /// Answers that did not come.
  package private(set) var failedReviewers = 0
  /// How often each verdict came out, by its word.
  package private(set) var verdicts: [String: Int] = [:]
  private var milliseconds: Int64 = 0

  /// Milliseconds; 0 before the first. The seed wants less than 100 with models that answer at once.
  package var averageTime: Double { totalReviews == 0 ? 0 : Double(milliseconds) / Double(totalReviews) }

  mutating func count(_ result: PullRequestReviewResult) {
    totalReviews += 1
    if result.success { verdicts[result.verdict.rawValue, default: 0] += 1 } else { failedReviews += 1 }
    findings += result.findings.count
    failedReviewers += result.reviews.count { !$0.succeeded }
    milliseconds += result.duration
  }

  /// `{"total_reviews", "failed_reviews", "avg_time_ms", "findings", "failed_reviewers", "verdicts": {word: count}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("total_reviews", totalReviews)
    json.member("failed_reviews", failedReviews)
    json.member("avg_time_ms", averageTime)
    json.member("findings", findings)
    json.member("failed_reviewers", failedReviewers)
    json.key("verdicts")
    json.beginObject()
    for (verdict, count) in verdicts.sorted(by: { $0.key < $1.key }) { json.member(verdict, count) }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
