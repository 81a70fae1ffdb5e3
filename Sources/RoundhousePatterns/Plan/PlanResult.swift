package import RoundhouseModel
package import RoundhouseRuns

/// What a plan came to: results and errors, always both. Seed 002's orchestration result.
package struct PlanResult: Sendable {
  package var planID: String
  /// Whether nothing has failed; or whether enough has succeeded, where the plan asks for a quorum.
  package var success: Bool
  /// Milliseconds.
  package var duration: Int64
  /// What each step came to, in the order of the plan.
  package var steps: [(id: String, outcome: StepOutcome)]
  /// What the plan's `output` made of them, a JSON text; nil if it has none.
  package var output: [UInt8]?
  /// Why the plan's `output` could not be made; the results are there all the same.
  package var outputError: RoundhouseError?

  package func outcome(of id: String) -> StepOutcome? { steps.first { $0.id == id }?.outcome }

  /// Failed steps by id.
  package var errors: [String: StepFailure] {
    var errors: [String: StepFailure] = [:]
    for step in steps { errors[step.id] = step.outcome.failure }
    return errors
  }
}

extension PlanResult {
  /// `{"success", "duration", "results": {step: {"success", "data", "duration"}}, "errors": {step: {…}}}`; `errors` is
  /// absent when there are none, `failedPlans` unless this plan took the place of others.
  /// - Parameter failed: the plans that were tried before, in order.
  package func json(after failed: [PlanResult] = []) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    writeMembers(to: &json)
    if !failed.isEmpty {
      json.key("failedPlans")
      json.beginArray()
      for plan in failed {
        json.beginObject()
        json.member("id", plan.planID)
        plan.writeMembers(to: &json)
        json.endObject()
      }
      json.endArray()
    }
    json.endObject()
    return json.bytes
  }

  func writeMembers(to json: inout JSONWriter) {
    json.member("success", success)
    json.member("duration", duration)
    if let output { json.member("output", raw: output) }
    if let outputError { json.member("outputError", outputError) }
    json.key("results")
    json.beginObject()
    for (id, outcome) in steps where outcome.state != .failed {
      json.key(id)
      json.result(outcome)
    }
    json.endObject()
    let failures = steps.compactMap { step in step.outcome.failure.map { (step.id, step.outcome, $0) } }
    if failures.isEmpty { return }
    json.key("errors")
    json.beginObject()
    for (id, outcome, failure) in failures {
      json.key(id)
      json.failure(failure, outcome)
    }
    json.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func result(_ outcome: StepOutcome) {
    beginObject()
    member("success", true)
    if outcome.state == .skipped { member("skipped", true) }
    member("data", raw: outcome.data)
    member("duration", outcome.duration)
    if !outcome.agent.isEmpty { member("agentId", outcome.agent) }
    endObject()
  }

  fileprivate mutating func failure(_ failure: StepFailure, _ outcome: StepOutcome) {
    beginObject()
    member("code", failure.error.code.rawValue)
    member("message", failure.error.message)
    if !failure.error.remedy.isEmpty { member("remedy", failure.error.remedy) }
    if !failure.error.agent.isEmpty { member("agentId", failure.error.agent) }
    if !failure.error.agentCode.isEmpty { member("agentCode", failure.error.agentCode) }
    member("attempts", failure.attempts.count)
    member("duration", outcome.duration)
    endObject()
  }
}
