/// From which severity on a finding means what for the verdict.
package struct VerdictPolicy: Sendable, Equatable {
  /// nil: no finding does.
  package var requestChanges: FindingSeverity?
  /// nil: no finding does.
  package var comment: FindingSeverity?

  package init(requestChanges: FindingSeverity? = .critical, comment: FindingSeverity? = .minor) {
    self.requestChanges = requestChanges
    self.comment = comment
  }

  /// - Parameters:
  ///   - reviews: of those who have found nothing that has a place, their own verdict counts.
  ///   - isComplete: whether everybody has seen everything; what was not seen is not approved.
  func verdict(_ findings: [CodeFinding], _ reviews: [CodeReview], isComplete: Bool) -> CodeVerdict {
    let gravest = findings.map(\.severity).max()
    var verdict = CodeVerdict.approve
    if let gravest, let comment, gravest >= comment { verdict = .comment }
    if let gravest, let requestChanges, gravest >= requestChanges { verdict = .requestChanges }
    for review in reviews where review.findings.isEmpty { verdict = max(verdict, review.verdict ?? .approve) }
    return isComplete ? verdict : max(verdict, .comment)
  }
}
