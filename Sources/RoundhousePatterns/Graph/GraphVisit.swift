internal import RoundhouseModel

/// One visit of one node: what became of it, and where the way led from there.
package struct GraphVisit: Sendable {
  package var node: String
  /// Where the node stands in its graph.
  let place: Int
  /// From 1.
  package var number: Int
  package var outcome: StepOutcome
  /// The nodes that came next; none at the end.
  package var next: [String] = []

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("node", node)
    json.member("visit", number)
    json.member("state", outcome.state.rawValue)
    if !outcome.agent.isEmpty { json.member("agentId", outcome.agent) }
    json.member("duration", outcome.duration)
    if let failure = outcome.failure { json.member("error", failure: failure) }
    json.member("next", next)
    json.endObject()
  }
}
