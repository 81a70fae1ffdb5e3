package import RoundhouseModel
package import RoundhouseRuns

/// Steps with their order, for one goal. Seed 002's orchestration plan; the plans to fall back to stand beside it in a
/// ``PlanDocument``.
package struct Plan: Sendable {
  package var id: String
  package var steps: [PlanStep]
  /// Whether steps run beside one another as far as their dependencies allow; else one at a time, in the order in which
  /// they stand as far as their dependencies allow.
  package var isParallel: Bool
  /// nil: isolated where steps run beside one another, fail-fast where one runs at a time. A quorum is for steps beside
  /// one another, and decides alone: their own policies do not count then.
  package var together: Together?
  /// For all steps together; nil for no limit.
  package var timeout: Nanoseconds?
  /// What the outputs come to in the end; nil for nothing beside the results.
  package var output: InputMapping?

  package init(
    _ id: String, _ steps: [PlanStep], isParallel: Bool = false, together: Together? = nil,
    timeout: Nanoseconds? = nil, output: InputMapping? = nil
  ) {
    self.id = id
    self.steps = steps
    self.isParallel = isParallel
    self.together = together
    self.timeout = timeout
    self.output = output
  }

  /// How many successes are enough; nil where all are wanted.
  var quorum: Int? { if case .quorum(let count) = together { count } else { nil } }

  func policy(of step: PlanStep) -> FailurePolicy {
    step.onFailure ?? (together == .failFast || (together == nil && !isParallel) ? .stop : .skipDependants)
  }
}
