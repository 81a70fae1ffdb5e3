internal import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Lets several specialists review a change, and makes one review of what they find: seed 003's `PRReviewOrchestrator`.
///
/// It lives as long as its host and counts what was done.
package final class PullRequestReviewManager: Sendable {
  private let registered = Mutex<[CodeReviewer]>([])
  private let shelf = DocumentShelf<PullRequestReviewDocument>()
  private let counted = Mutex(PullRequestReviewStatistics())

  package init() {}

  /// Since the host began.
  package var statistics: PullRequestReviewStatistics { counted.withLock { $0 } }

  /// Adds one who reviews where no document says who does; one of the same id is replaced. Seed 003's
  /// `register_reviewer(agent)`.
  package func registerReviewer(_ reviewer: CodeReviewer) {
    registered.withLock { registered in
      registered.removeAll { $0.id == reviewer.id }
      registered.append(reviewer)
    }
  }

  /// Those who were registered, in order; ``CodeReviewer/usual`` before the first.
  package var reviewers: [CodeReviewer] {
    registered.withLock { $0.isEmpty ? CodeReviewer.usual : $0 }
  }

  /// Reviews a change by those who were registered. Seed 003's `review_pr(pr_data)`. A run that goes on after a crash needs
  /// the same reviewers.
  /// - Throws: what ends the run. What fails in a reviewer is in the result.
  package func reviewPR(_ change: PullRequest, on run: Run) async throws -> PullRequestReviewResult {
    try await reviewPR(change, PullRequestReviewDocument("reviewers", reviewers), on: run)
  }

  /// Reviews a change by those whom a document names.
  /// - Throws: what ends the run. What fails in a reviewer is in the result.
  package func reviewPR(
    _ change: PullRequest, _ document: PullRequestReviewDocument, on run: Run
  ) async throws -> PullRequestReviewResult {
    let parts = DiffParts(change.files, bytes: document.partBytes, count: document.maximumParts)
    let began = try run.tellReviewStarted(change, document.reviewers, parts)
    let branches = document.reviewers.map { reviewer in
      Branch(reviewer.id) { run, _ in
        try await Self.review(by: reviewer, change, parts, document.maximumFindings, on: run)
      }
    }
    let outcomes = try await run.branches("reviewers", branches)
    // Beside one another, the one that has taken longest has taken the time of all.
    let reviews = document.reviewers.map { outcomes.results[$0.id] ?? CodeReview($0.id) }
    var result = PullRequestReviewResult(change, reviews, parts, document)
    result.duration = max(reviews.map(\.duration).max() ?? 0, run.answered - began, 0)
    try run.tellReviewCompleted(result)
    counted.withLock { $0.count(result) }
    return result
  }

  /// What one reviewer says of all parts.
  private static func review(
    by reviewer: CodeReviewer, _ change: PullRequest, _ parts: DiffParts, _ most: Int, on run: Run
  ) async throws(RunError) -> CodeReview {
    var review = CodeReview(reviewer.id)
    let began = try run.tellAsked(reviewer)
    let step = Step(retry: reviewer.retry, within: reviewer.timeout, agent: reviewer.target.agent)
    for part in parts.texts.indices {
      do throws(RunError) {
        let question = reviewer.question(change, parts, part)
        review.take(try await run.call(reviewer.target.capability, question, step), most: most)
      } catch {
        guard let failure = error.failure else { throw error }
        review.failures.append(failure)
      }
    }
    review.duration = max(0, run.answered - began)
    try run.tellReviewed(review)
    return review
  }

  /// Reviews what stands in its input, `{"pr-review": {…}, "input": …}`, and answers with its ``PullRequestReviewResult`` as
  /// JSON. The `input` is a ``PullRequest``. Where nobody has reviewed it, the run has failed.
  package var workflow: Workflow {
    Workflow(PullRequestReviewDocument.workflow) { run, input in
      let given = try PatternRequest(input, self.shelf)
      let result = try await self.reviewPR(try PullRequest(given.input), given.document, on: run)
      guard let error = result.error else { return result.json }
      throw WorkflowFailure(error, steps: result.failedCalls, output: result.json)
    }
  }
}
