internal import RoundhouseModel
package import RoundhouseRuns

/// What was chosen, by whom, and what was answered on that route.
package struct RoutingResult: Sendable {
  package let id: String
  package let decision: RoutingDecision
  /// The route that was taken in the end.
  package var route: String
  /// `confidence`, `default`, or the name of whoever was asked.
  package var decidedBy = "confidence"
  /// A JSON text; null if nobody was asked.
  package private(set) var output = StepOutcome.null
  /// Who answered; empty if nobody was asked.
  package private(set) var agent = ""
  /// Routes that were tried and have failed, in order.
  package private(set) var failed: [(route: String, failure: StepFailure)] = []
  /// Why nobody said how sure the routes are.
  package var scoringFailure: StepFailure?
  /// Why nothing came of it.
  package var failure: StepFailure?
  /// Milliseconds.
  package var duration: Int64 = 0

  package var success: Bool { failure == nil }

  init(id: String, decision: RoutingDecision, route: String) {
    self.id = id
    self.decision = decision
    self.route = route
  }

  mutating func add(_ outcome: StepOutcome, of route: String) {
    failure = outcome.failure
    if let failure {
      failed.append((route, failure))
    } else {
      (self.route, output, agent) = (route, outcome.data, outcome.agent)
    }
  }

  /// `{"pattern": "route", "id", "success", "duration", "taken", "decidedBy", "output", "agentId", "decision": {"route",
  /// "confidence", "threshold", "low", "alternatives"}, "failed": [{"route", "error"}], "error"}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("pattern", RoutingDocument.kind)
    json.member("id", id)
    json.member("success", success)
    json.member("duration", duration)
    json.member("taken", route)
    json.member("decidedBy", decidedBy)
    json.member("output", raw: output)
    if !agent.isEmpty { json.member("agentId", agent) }
    json.member("decision", decision)
    if let scoringFailure { json.member("scoringError", failure: scoringFailure) }
    if !failed.isEmpty {
      json.key("failed")
      json.beginArray()
      for (route, failure) in failed {
        json.beginObject()
        json.member("route", route)
        json.member("error", failure: failure)
        json.endObject()
      }
      json.endArray()
    }
    if let failure { json.member("error", failure.error) }
    json.endObject()
    return json.bytes
  }
}
