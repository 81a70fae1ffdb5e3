package import RoundhouseModel

/// Who reviews a change, and what their findings mean.
///
/// As JSON, all of it optional:
/// - `reviewers`: each with `id` and `capability`, `agent` or both (``CallTarget``; an agent alone is asked to `chat`),
///   `role`, `focus`, `retryPolicy` and `timeout` as in a plan; ``CodeReviewer/usual`` if there are none;
/// - `verdict`: from which severity on, `{"request-changes": "critical", "comment": "minor"}`; `"never"` is no severity;
/// - `nearLines`: how far apart two findings may be that are the same, 3 if nothing is said;
/// - `maxFindings`: how many are told, the gravest, 500;
/// - `partBytes` and `maxParts`: a longer diff is given to the reviewers in so many parts of so many bytes, each of whole
///   files, 524288 and 16.
package struct PullRequestReviewDocument: Pattern {
  package static let kind = "pr-review"
  package static let workflow = "pull-request-review"

  package var id: String
  /// Never empty.
  package var reviewers: [CodeReviewer]
  package var policy = VerdictPolicy()
  package var nearLines = 3
  package var maximumFindings = 500
  /// Of each part of the diff.
  package var partBytes = 512 << 10
  package var maximumParts = 16

  package init(_ id: String = "pr-review", _ reviewers: [CodeReviewer] = CodeReviewer.usual) {
    self.id = id
    self.reviewers = reviewers
  }

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> PullRequestReviewDocument? {
    reader.pullRequestReview(node)
  }

  package static func report(_ result: JSONNode) -> PatternReport? { PullRequestReviewReport.report(result) }

  package var size: String { reviewers.count == 1 ? "1 reviewer" : "\(reviewers.count) reviewers" }

  package var dot: String { PullRequestReviewDrawing.dot(self) }
}
