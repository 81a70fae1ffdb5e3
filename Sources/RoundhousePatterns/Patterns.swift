package import RoundhouseRuns

/// The patterns of one host: who carries documents out, and what has been counted of that since the host began.
package final class Patterns: Sendable {
  package let coordinator = Coordinator()
  package let orchestrator = EnterpriseOrchestrator()
  package let router = RouterOptimizer()
  package let enhanced: EnhancedOrchestration
  package let handoffs = HandoffManager()
  package let pullRequestReviews = PullRequestReviewManager()
  package let conversations = ConversationOrchestrator()
  package let groupChats = GroupChatManager()

  package init() { enhanced = EnhancedOrchestration(router: router) }

  /// One for each kind of document, with the kind's ``Pattern/workflow`` as its name.
  package var workflows: [Workflow] {
    [
      .plan, coordinator.workflow, orchestrator.workflow, router.workflow, enhanced.workflow, handoffs.workflow,
      pullRequestReviews.workflow, conversations.workflow, groupChats.workflow,
    ]
  }

  /// The workflow that carries a document out.
  package func workflow(for document: PatternDocument) -> Workflow {
    guard let workflow = workflows.first(where: { $0.name == document.workflow }) else {
      preconditionFailure("nobody carries out a \(document.workflow)")
    }
    return workflow
  }
}
