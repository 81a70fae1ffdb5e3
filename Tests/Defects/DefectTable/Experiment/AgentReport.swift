internal import RoundhouseModel

/// What the host says of the hostile agent.
package struct AgentReport: Sendable, Equatable {
  package var state = ""
  package var reason = ""
  package var misbehaviours = 0
  package var lastMisbehaviour = ""
  package var stuck = 0
  /// How often its worker was started anew.
  package var restarts = 0
  /// How its worker ended last.
  package var lastEnding = ""
  /// Why it was not let in; empty if it was.
  package var rejection = ""

  package init() {}

  /// From `GET /v1/agents/<id>`; nil if there is no such agent.
  init?(_ answer: HTTPAnswer?) {
    guard let answer, answer.status == 200, let root = try? JSONDocument(parsing: answer.body).root else { return nil }
    state = root["state"]?.string ?? ""
    reason = root["reason"]?.string ?? ""
    misbehaviours = Int(root["misbehaviours"]?.int ?? 0)
    lastMisbehaviour = root["lastMisbehaviour"]?.string ?? ""
    stuck = Int(root["stuck"]?.int ?? 0)
    // What only an agent in a worker has may stand in an object of its own.
    let worker = root["worker"] ?? root
    restarts = Int(worker["restarts"]?.int ?? 0)
    lastEnding = worker["lastEnding"]?.string ?? ""
  }

  /// Why an agent was rejected, from `GET /v1/agents`; nil if it was not.
  static func rejection(of id: String, in answer: HTTPAnswer?) -> String? {
    guard let answer, let root = try? JSONDocument(parsing: answer.body).root else { return nil }
    let entry = root["rejected"]?.elements.first {
      $0["id"]?.string == id || $0["path"]?.string?.contains("/\(id)/") == true
    }
    return entry.map { $0["reason"]?.string ?? "rejected" }
  }

  /// Whether this alone tells an operator that something is wrong.
  var isSuspicious: Bool {
    !rejection.isEmpty || misbehaviours > 0 || stuck > 0 || restarts > 0 || !lastEnding.isEmpty
      || !(state.isEmpty || state == "healthy")
  }
}
