internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhouseRuns

/// A step while its document is read.
struct StepDraft {
  let node: JSONNode
  var step = PlanStep("", CallTarget(capability: ""))
  /// The places of the steps that it depends on.
  var before: [Int] = []
  var expressions: [(node: JSONNode, expression: Expression)] = []

  init(_ node: JSONNode) { self.node = node }
}
