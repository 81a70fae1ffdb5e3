internal import RoundhouseModel
internal import RoundhouseRuns

/// What reviewers have said of a change, together: seed 003's result of `review_pr`.
package struct PullRequestReviewResult: Sendable {
  package let change: PullRequest
  /// One for each reviewer, in their order.
  package let reviews: [CodeReview]
  /// Without duplicates; the gravest first, then by file and line.
  package let findings: [CodeFinding]
  /// Findings that are not told, because there were too many.
  package let omitted: Int
  package let verdict: CodeVerdict
  /// Files of which only the beginning was read, and files that were not.
  package let cut: [String]
  package let skipped: [String]
  package internal(set) var duration: Int64 = 0

  init(_ change: PullRequest, _ reviews: [CodeReview], _ parts: DiffParts, _ document: PullRequestReviewDocument) {
    self.change = change
    self.reviews = reviews
    (cut, skipped) = (parts.cut, parts.skipped)
    let merged = FindingMerge.merged(
      reviews.flatMap(\.findings), near: document.nearLines, reviewers: reviews.map(\.reviewer))
    findings = Array(merged.prefix(document.maximumFindings))
    omitted = max(0, merged.count - document.maximumFindings) + reviews.reduce(0) { $0 + $1.omitted }
    let isComplete = parts.cut.isEmpty && parts.skipped.isEmpty && reviews.allSatisfy(\.failures.isEmpty)
    verdict = document.policy.verdict(merged, reviews, isComplete: isComplete)
  }

  /// Whether anybody has reviewed it.
  package var success: Bool { reviews.contains(where: \.succeeded) }

  /// Whether everybody has seen all of it.
  package var isComplete: Bool { cut.isEmpty && skipped.isEmpty && reviews.allSatisfy(\.failures.isEmpty) }

  package func count(of severity: FindingSeverity) -> Int { findings.count { $0.severity == severity } }

  /// Why nobody has reviewed it; nil if somebody has.
  var error: RoundhouseError? {
    guard !success, let first = reviews.first(where: { !$0.failures.isEmpty }) else { return nil }
    var error = first.failures[0].error
    error.message = "nobody has reviewed the change: \(first.reviewer): \(error.message)"
    let others = reviews.map(\.reviewer).filter { $0 != first.reviewer }
    if !others.isEmpty { error.message += " (and \(others.joined(separator: ", ")))" }
    return error
  }

  /// The keys of the calls that have failed.
  var failedCalls: [String] { reviews.flatMap { $0.failures.map(\.key) } }

  /// In one or two sentences. Seed 003's `summary`.
  package var summary: String {
    let counts = FindingSeverity.allCases.reversed().compactMap { severity in
      count(of: severity) == 0 ? nil : "\(count(of: severity)) \(severity.rawValue)"
    }
    let files = change.files.count == 1 ? "1 file" : "\(change.files.count) files"
    let who = reviews.count == 1 ? "1 reviewer" : "\(reviews.count) reviewers"
    if !success { return "Nobody has reviewed \(files) (+\(change.additions) −\(change.deletions))." }
    var text = counts.isEmpty ? "Nothing found" : "Found \(counts.joined(separator: ", "))"
    text += " in \(files) (+\(change.additions) −\(change.deletions)), by \(who): \(verdict.words)."
    if !notes.isEmpty { text += " Not everything was looked at." }
    return text
  }

  /// What was not looked at, a sentence for each.
  package var notes: [String] {
    var notes = reviews.filter { !$0.failures.isEmpty }.map { review in
      "\(review.reviewer) has \(review.succeeded ? "read only a part" : "not answered"): \(review.failures[0].error.message)"
    }
    if !cut.isEmpty { notes.append("Only the beginning was read of \(cut.joined(separator: ", "))") }
    if !skipped.isEmpty { notes.append("Nobody has read \(skipped.joined(separator: ", "))") }
    if omitted > 0 { notes.append("\(omitted) more findings are not listed") }
    return notes
  }
}
