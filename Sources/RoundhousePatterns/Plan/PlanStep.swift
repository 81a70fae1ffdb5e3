package import RoundhouseModel
package import RoundhouseRuns

/// One step of a plan: whom it asks for what, when, and what may go wrong.
///
/// Seed 002's step: `id`, `agentId` and `action` are the target, `dependencies` and `condition` are called so here,
/// `retryPolicy` is `retry`.
package struct PlanStep: Sendable {
  package var id: String
  package var target: CallTarget
  package var input: InputMapping
  /// Steps that must have ended before, by id.
  package var dependencies: [String]
  /// nil always holds.
  package var condition: StepCondition?
  package var retry: Retry
  /// For all attempts and the waits between them; nil for no limit but the plan's.
  package var timeout: Nanoseconds?
  /// What a repeat after a crash may do.
  package var repeats = Step.Repeats.idempotent
  /// nil takes the plan's.
  package var onFailure: FailurePolicy?

  package init(
    _ id: String, _ target: CallTarget, input: InputMapping? = nil, dependencies: [String] = [],
    condition: StepCondition? = nil, retry: Retry = .never, timeout: Nanoseconds? = nil,
    onFailure: FailurePolicy? = nil
  ) {
    self.id = id
    self.target = target
    self.input = input ?? (dependencies.isEmpty ? .given : .gathered)
    self.dependencies = dependencies
    self.condition = condition
    self.retry = retry
    self.timeout = timeout
    self.onFailure = onFailure
  }
}
