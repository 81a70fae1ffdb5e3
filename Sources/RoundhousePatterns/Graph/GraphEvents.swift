internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhouseRuns

// What a graph tells of its way, as it stands in the journal.
extension Run {
  /// `graph:node` `{"graph", "node", "visit"}`: a visit begins.
  /// - Returns: when, the same in every life of the run: milliseconds since 1970.
  func tellBegun(_ graph: Graph, _ view: GraphView) throws(RunError) -> Int64 {
    try tell("graph:node") { json in
      json.member("graph", graph.id)
      json.member("node", view.node)
      json.member("visit", view.visit)
    }
  }

  /// `graph:state` `{"graph", "node", "visit", "agentId", "changes": {member: value}, "next": [nodes]}`: what a visit gave
  /// to the state, before its reducer; a value of more than 4 KiB is told by its length. `graph:error` `{"graph", "node",
  /// "visit", "error": {"code", "message"}, "next"}` after a failure.
  func tellEnded(_ graph: Graph, _ visit: GraphVisit, _ departure: GraphDeparture) throws(RunError) -> Int64 {
    try tell(visit.outcome.failure == nil ? "graph:state" : "graph:error") { json in
      json.member("graph", graph.id)
      json.member("node", visit.node)
      json.member("visit", visit.number)
      if let failure = visit.outcome.failure {
        json.member("error", failure: failure)
      } else {
        if !visit.outcome.agent.isEmpty { json.member("agentId", visit.outcome.agent) }
        json.member("changes", departure.updates)
      }
      json.member("next", visit.next)
    }
  }

  /// `graph:completed` `{"graph", "steps"}`, or `graph:failed` `{"graph", "steps", "end", "error": {"code", "message"}}`.
  /// - Returns: when; milliseconds since 1970.
  func tellEnd(of result: GraphResult) throws(RunError) -> Int64 {
    try tell(result.success ? "graph:completed" : "graph:failed") { json in
      json.member("graph", result.graph)
      json.member("steps", result.path.count)
      guard let failure = result.failure else { return }
      json.member("end", result.end.rawValue)
      json.member("error", failure: failure)
    }
  }
}

extension JSONWriter {
  /// Bytes of a value that is told as it is.
  private static var longest: Int { 4096 }

  fileprivate mutating func member(_ key: String, _ updates: [StateUpdate]) {
    self.key(key)
    beginObject()
    for update in updates {
      let text = update.value.text
      if text.count <= Self.longest {
        member(update.member, raw: text)
      } else {
        member(update.member, "\(text.count) bytes")
      }
    }
    endObject()
  }
}
