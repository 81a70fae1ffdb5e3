internal import RoundhouseModel
internal import Synchronization

extension Run {
  /// Asks a person to look at something, and waits for the decision: for days if need be, and in the next life of the host.
  /// Seed 004's `request_review` and `submit_feedback`; decided by `Runs.decide(review…)`.
  /// - Throws: `.step` with `deadlineExceeded` if nobody has decided in time and the request does not say what that means.
  package func review(_ id: String, _ request: ReviewRequest) async throws(RunError) -> ReviewDecision {
    let name = unique(id)
    if let decision = try await ask(name, request, request.reviewers, within: request.timeout) { return decision }
    if let escalation = request.escalation {
      let others = try await ask(
        unique(name + ".escalated"), request, escalation.reviewers, within: escalation.timeout, isEscalated: true)
      if let others { return others }
    }
    core.runs?.reviewCounts.withLock { $0.expired += 1 }
    switch request.onExpiry {
    case .approve: return ReviewDecision(.approved, comments: Run.undecided, reviewer: "expiry", at: answered)
    case .reject: return ReviewDecision(.rejected, comments: Run.undecided, reviewer: "expiry", at: answered)
    case .fail:
      throw .step(
        StepFailure(
          key: path(name),
          error: RoundhouseError(
            .deadlineExceeded, "nobody has decided in time: \(request.reason)",
            remedy: "set the run going again, `roundhouse runs resume`, or let the review say what is done then",
            agentCode: "review_expired", hasStarted: true)))
    }
  }

  private static let undecided = "nobody has decided in time"

  /// - Returns: nil if nobody has decided in time.
  private func ask(
    _ name: String, _ request: ReviewRequest, _ reviewers: [String], within time: Nanoseconds, isEscalated: Bool = false
  ) async throws(RunError) -> ReviewDecision? {
    let key = path(name)
    let isNew = !isReplaying
    if isNew { core.runs?.reviewCounts.withLock { $0.ask(isEscalated: isEscalated) } }
    let received = try await receive(key, .review, within: time) { due in
      ReceiveOrder(
        mailbox: OpenReview.mailbox(key), due: due, review: request.json(reviewers, isEscalated: isEscalated))
    }
    guard let message = received.message else { return nil }
    var decision: ReviewDecision
    do throws(RoundhouseError) { decision = try ReviewDecision(parsing: message.bytes) } catch {
      throw .step(StepFailure(key: key, error: error))
    }
    (decision.reviewer, decision.at) = (message.sender, message.at)
    if let since = received.since {
      core.runs?.reviewCounts.withLock { $0.decide(decision, after: message.at - since) }
    }
    return decision
  }
}
