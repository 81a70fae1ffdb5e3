/// Where an enhanced workflow stands. Seed 004's `WorkflowStage`.
package enum WorkflowStage: String, Sendable, CaseIterable {
  case initialized = "init"
  case processing
  case awaitingHumanFeedback = "awaiting_human_feedback"
  case finalizing
  case completed
  case failed
}
