internal import RoundhouseModel
internal import RoundhouseRuns

// The seeds' events, as they stand in the journal.
extension Run {
  /// `{"stepId", "agentId"}`
  /// - Returns: when the step was begun, the same in every life of the run: milliseconds since 1970.
  func tellStarted(_ step: PlanStep) throws(RunError) -> Int64 {
    try tell("step:started") { json in
      json.member("stepId", step.id)
      json.member("agentId", step.target.agent)
    }
  }

  /// `{"stepId", "agentId", "response": {"success", "duration"}}`; and what the agent has found out, if its answer has a
  /// member `insight` that is an object: `{"agentId", "insight": {"type", …}}`.
  func tellCompleted(_ step: PlanStep, _ outcome: StepOutcome) throws(RunError) {
    try tell("step:completed") { json in
      json.member("stepId", step.id)
      json.member("agentId", outcome.agent)
      json.key("response")
      json.beginObject()
      json.member("success", true)
      json.member("duration", outcome.duration)
      json.endObject()
    }
    guard let insight = outcome.insight else { return }
    try tell("agent:insight") { json in
      json.member("agentId", outcome.agent)
      json.member("insight", raw: insight)
    }
  }

  /// `{"stepId"}`
  func tellSkipped(_ step: PlanStep) throws(RunError) { try tell("step:skipped") { $0.member("stepId", step.id) } }

  /// `{"stepId", "agentId", "error": {"code", "message"}}`
  func tellFailed(_ step: PlanStep, _ outcome: StepOutcome) throws(RunError) {
    guard let failure = outcome.failure else { return }
    try tell("agent:error") { json in
      json.member("stepId", step.id)
      json.member("agentId", failure.error.agent.isEmpty ? step.target.agent : failure.error.agent)
      json.key("error")
      json.beginObject()
      json.member("code", failure.error.code.rawValue)
      json.member("message", failure.error.message)
      json.endObject()
    }
  }

  /// `{"planId", "fallbackPlanId", "failed": [step ids]}`
  func tellFallback(_ failed: PlanResult, to plan: Plan) throws(RunError) {
    try tell("plan:fallback") { json in
      json.member("planId", failed.planID)
      json.member("fallbackPlanId", plan.id)
      json.member("failed", failed.steps.filter { $0.outcome.state == .failed }.map(\.id))
    }
  }
}
