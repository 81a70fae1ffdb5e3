internal import RoundhouseModel

/// All that is known of an enhanced workflow. Seed 004's `EnhancedWorkflowState`, with its members as JSON.
package struct EnhancedWorkflowState: Sendable {
  /// `thread_id`
  package var threadID: String
  /// `user_id`
  package var userID: String
  package var query: String
  package var event: AuditEvent

  package internal(set) var stage = WorkflowStage.initialized
  /// `stage_history`
  package internal(set) var stageHistory: [StageRecord] = []
  package internal(set) var errors: [ErrorContext] = []
  /// `human_feedback`
  package internal(set) var humanFeedback: [HumanFeedback] = []
  /// `review_id`: the step with which a person is asked; nil if nobody was.
  package internal(set) var reviewID: String?
  /// `routing_confidence`: how sure the last choice was; nil before the first.
  package internal(set) var routingConfidence: Double?
  /// `routing_history`
  package internal(set) var routingHistory: [RoutingDecision] = []
  /// `parallel_results`: by agent, each a JSON text.
  package internal(set) var parallelResults: [(agent: String, result: [UInt8])] = []
  /// `node_execution_times`: seconds, in the order in which the nodes ended.
  package internal(set) var nodeExecutionTimes: [(node: String, seconds: Double)] = []
  /// `total_execution_time`: seconds.
  package internal(set) var totalExecutionTime = 0.0
  /// In the order in which the nodes ended.
  package internal(set) var checkpoints: [(node: String, checkpoint: Checkpoint)] = []

  /// What was remembered.
  package internal(set) var facts: [Fact] = []
  /// What was found, a JSON text.
  package internal(set) var retrieved = StepOutcome.null
  /// What was written of it, a JSON text.
  package internal(set) var draft = StepOutcome.null
  /// What came of it all, a JSON text.
  package internal(set) var output = StepOutcome.null
  /// Members that are somebody else's, each a JSON text.
  package var others: [(key: String, value: [UInt8])] = []

  package init(threadID: String, userID: String, query: String, event: AuditEvent? = nil) {
    self.threadID = threadID
    self.userID = userID
    self.query = query
    self.event = event ?? AuditEvent(actor: userID)
  }

  /// How sure the workflow is: the less sure of its choice and its draft, 0 to 1. 1 if neither says anything.
  package var confidence: Double {
    let draft = (try? JSONDocument(parsing: draft))?.root["confidence"]?.double
    return min(routingConfidence ?? 1, draft.map { (0...1).contains($0) ? $0 : 1 } ?? 1)
  }

  /// Whether the last reviewer has said no.
  package var isRejected: Bool { humanFeedback.last?.approved == false }

  /// How often each node was tried again after an error.
  package var retries: [String: Int] {
    errors.reduce(into: [:]) { counts, error in if error.isRecovered { counts[error.node, default: 0] += 1 } }
  }
}
