internal import RoundhouseModel

/// What follows from a node's answer: the state after it, and where the way leads.
struct GraphDeparture: Sendable {
  var state: GraphState
  var updates: [StateUpdate] = []
  /// Places; none for the end.
  var to: [Int] = []

  /// What follows from a failure.
  init(_ state: GraphState, to: [Int]) {
    self.state = state
    self.to = to
  }

  /// What follows from an answer.
  /// - Parameter view: with the answer, and the state as the node saw it. Edges see the state after its updates.
  /// - Throws: `badRequest` if an update or a condition cannot be worked out, or the state does not take a value.
  init(
    _ node: GraphNode, _ view: GraphView, _ ways: [GraphRoutes.Way]
  ) throws(RoundhouseError) {
    state = view.state
    for (member, mapping) in node.update {
      let update = StateUpdate(member: member, value: try GraphState.value(try mapping.text(view)))
      try state.reduce(update)
      updates.append(update)
    }
    var after = view
    after.state = state
    for way in ways where try way.condition?.holds(after) ?? true {
      to = way.to
      return
    }
  }
}
