package import RoundhouseModel
internal import RoundhouseRuns

/// What a reviewer has said. Seed 004's `HumanFeedback`.
package struct HumanFeedback: Sendable, Equatable {
  package var reviewerID: String
  package var approved: Bool
  package var comments: String
  /// 0 to 1; nil if the reviewer has not said.
  package var confidenceScore: Double?
  /// A JSON text; empty for none.
  package var suggestedChanges: [UInt8]
  /// Milliseconds since 1970.
  package var timestamp: Int64

  /// One who wants something changed has approved of the rest.
  init(_ decision: ReviewDecision) {
    reviewerID = decision.reviewer
    approved = decision.verdict != .rejected
    comments = decision.comments
    confidenceScore = decision.confidence
    suggestedChanges = decision.changes
    timestamp = decision.at
  }
}

extension HumanFeedback: JSONWritable {
  /// `{"reviewer_id", "approved", "comments", "confidence_score", "suggested_changes", "timestamp"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("reviewer_id", reviewerID)
    json.member("approved", approved)
    json.member("comments", comments)
    if let confidenceScore { json.member("confidence_score", confidenceScore) }
    if !suggestedChanges.isEmpty { json.member("suggested_changes", raw: suggestedChanges) }
    json.member("timestamp", timestamp)
    json.endObject()
  }

  init?(_ node: JSONNode) {
    guard let approved = node["approved"]?.bool else { return nil }
    self.approved = approved
    reviewerID = node["reviewer_id"]?.string ?? ""
    comments = node["comments"]?.string ?? ""
    confidenceScore = node["confidence_score"]?.double
    suggestedChanges = node["suggested_changes"].map { Array($0.raw) } ?? []
    timestamp = node["timestamp"]?.int ?? 0
  }
}
