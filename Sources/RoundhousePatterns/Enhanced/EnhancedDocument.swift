package import RoundhouseModel
package import RoundhouseRuns

/// An enhanced workflow: audit, reflect, retrieve, ask others, write, let it be reviewed, finalise. `"pattern": "enhanced"`.
///
/// All members may be missing. `variant`: `"complete"`, or `"basic"` (audit, reflect, retrieve, finalise: no retries, no
/// choice, no review); `maxRetries` (3), `retryStrategy` (``ErrorRecovery/Strategy``), `baseDelay` in milliseconds (1000);
/// `reviewTimeoutMinutes` (60); `confidenceThreshold` (0.75). Calls, each with `capability`, `action` or `agentId`, `input`,
/// `retryPolicy`, `timeout`: `audit` (missing: the journal alone), `reflect` (`memory.store`), `retrieve`
/// (`memory.retrieve`), `generate`, `apply`, `finalize`. `options` and `scoredBy`: ways to retrieve, of which the surest is
/// taken, as in a ``RoutingDocument``; `parallel`: calls with an `id` each, beside one another; `review`: a
/// ``ReviewMoment``, or `{"when", "reason", "reviewers", "timeout", "onExpiry", "escalation"}`. Expressions read `.input` and
/// `.state`, the ``EnhancedWorkflowState``.
package struct EnhancedDocument: Pattern {
  package enum Variant: String, Sendable, CaseIterable { case complete, basic }

  /// A call beside others.
  package struct Task: Sendable {
    package var id: String
    package var call: AgentCall
  }

  package static let kind = "enhanced"
  package static let usualReviewMinutes = 60

  package var id = EnhancedDocument.kind
  package var variant = Variant.complete
  package var errorRecovery = ErrorRecovery()
  package var confidenceThreshold = RouterOptimizer.usualThreshold
  package var audit: AgentCall?
  package var memory = MemoryManager()
  package var options: [RoutingOption] = []
  package var scoredBy: AgentCall?
  package var parallel: [Task] = []
  package var generate: AgentCall?
  package var moment = ReviewMoment.lowConfidence
  /// Without a reason it is said what was not sure.
  package var review = ReviewRequest("", timeout: .seconds(60 * UInt64(EnhancedDocument.usualReviewMinutes)))
  package var apply: AgentCall?
  package var finalize: AgentCall?

  package init() {}

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> EnhancedDocument? {
    reader.enhanced(node)
  }

  package static func report(_ result: JSONNode) -> PatternReport? { EnhancedReport.lines(result) }

  package var size: String { "\(nodes.count) nodes" }

  package var dot: String { EnhancedDrawing.dot(self) }

  /// What is done in this order, each under certain circumstances.
  package var nodes: [String] {
    var nodes = ["audit", "reflect", "retrieve"]
    if !parallel.isEmpty { nodes.append("parallel") }
    if generate != nil { nodes.append("generate") }
    if moment != .never { nodes += ["human_review", "apply_feedback"] }
    return nodes + ["finalize"]
  }
}
