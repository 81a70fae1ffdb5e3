package import RoundhouseModel

/// A plan as JSON, with the plans to fall back to.
///
/// Seed 002's form: `id`, `steps`, `parallel` (missing is false), `timeout` in milliseconds, `fallbackPlan`, a plan of its
/// own; steps with `id`, `agentId`, `action`, `input`, `dependencies`, `condition`, `retryPolicy` (`maxRetries`,
/// `backoffMs`) and `timeout`. Waits grow by `backoffMs` with each attempt, unless `retryPolicy.growth` says otherwise.
/// Beyond the seed: `capability`, ``CallTarget``; expressions, ``InputMapping`` and ``StepContext``; `together`
/// (`"isolated"`, `"fail-fast"`, `{"quorum": 2}`); `onFailure`, ``FailurePolicy``; `output`, an input mapping over all
/// steps; `depends_on` of seed 001, which may name agents where only one step asks them; members that begin with `x-`.
package struct PlanDocument: Pattern {
  package static let kind = "plan"

  /// The plan, then the one that takes its place if it fails, and so on.
  package let plans: [Plan]

  init(plans: [Plan]) { self.plans = plans }

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> PlanDocument? {
    reader.plans(node).map { PlanDocument(plans: $0) }
  }

  package var size: String {
    let count = plans.reduce(0) { $0 + $1.steps.count }
    return count == 1 ? "1 step" : "\(count) steps"
  }

  package var dot: String { PlanDrawing.dot(plans) }
}
