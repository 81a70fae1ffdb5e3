internal import RoundhouseModel
internal import RoundhouseRuns

// The live view of a review.
extension Run {
  /// `{"pr_title", "reviewers": [ids], "files", "parts"}`
  func tellReviewStarted(
    _ change: PullRequest, _ reviewers: [CodeReviewer], _ parts: DiffParts
  ) throws(RunError) -> Int64 {
    try tell("pr-review:started") { json in
      json.member("pr_title", change.title)
      json.member("reviewers", reviewers.map(\.id))
      json.member("files", change.files.count)
      json.member("parts", parts.texts.count)
    }
  }

  /// `{"reviewer"}`
  func tellAsked(_ reviewer: CodeReviewer) throws(RunError) -> Int64 {
    try tell("pr-review:asked") { $0.member("reviewer", reviewer.id) }
  }

  /// `{"reviewer", "success", "findings", "verdict", "duration", "error"}`; the duration in milliseconds.
  func tellReviewed(_ review: CodeReview) throws(RunError) {
    try tell("pr-review:reviewed") { json in
      json.member("reviewer", review.reviewer)
      json.member("success", review.succeeded)
      json.member("findings", review.findings.count)
      if let verdict = review.verdict { json.member("verdict", verdict.rawValue) }
      json.member("duration", review.duration)
      if let failure = review.failures.first { json.member("error", failure.error.message) }
    }
  }

  /// `{"verdict", "findings", "complete", "duration"}`; the duration in milliseconds.
  func tellReviewCompleted(_ result: PullRequestReviewResult) throws(RunError) {
    try tell("pr-review:completed") { json in
      json.member("verdict", result.verdict.rawValue)
      json.member("findings", result.findings.count)
      json.member("complete", result.isComplete)
      json.member("duration", result.duration)
    }
  }
}
