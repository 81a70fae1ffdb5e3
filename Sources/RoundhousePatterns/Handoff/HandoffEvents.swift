internal import RoundhouseModel
internal import RoundhouseRuns

// The live view of a chain. Outputs and messages are not in it: they stand in the records of the calls.
extension Run {
  /// `{"chain_id", "agents": [ids], "session_id", "user_id"}`
  func tellStarted(_ chain: HandoffChain, _ request: OrchestrationRequest) throws(RunError) -> Int64 {
    try tell("handoff:started") { json in
      json.member("chain_id", chain.id)
      json.member("agents", chain.agents.map(\.id))
      if !request.sessionID.isEmpty { json.member("session_id", request.sessionID) }
      if !request.userID.isEmpty { json.member("user_id", request.userID) }
    }
  }

  /// An agent's turn has come: `{"chain_id", "hop", "agent", "previous_agent", "reason"}`; hops begin at 1.
  /// - Returns: when, the same in every life of the run: milliseconds since 1970.
  func tellHop(_ number: Int, of chain: HandoffChain, _ context: HandoffContext) throws(RunError) -> Int64 {
    try tell("handoff:hop") { json in
      json.member("chain_id", chain.id)
      json.member("hop", number)
      json.member("agent", context.currentAgent.id)
      if let last = context.contextData.last { json.member("previous_agent", last.agent) }
      if !context.reason.isEmpty { json.member("reason", context.reason) }
    }
  }

  /// An agent has failed, and another takes its place: `{"chain_id", "hop", "failed_agent", "agent", "error": {"code",
  /// "message"}}`
  func tellFallback(
    _ number: Int, of chain: HandoffChain, from failed: HandoffHop.Failure, to agent: HandoffAgent
  ) throws(RunError) -> Int64 {
    try tell("handoff:fallback") { json in
      json.member("chain_id", chain.id)
      json.member("hop", number)
      json.member("failed_agent", failed.agent)
      json.member("agent", agent.id)
      json.key("error")
      json.beginObject()
      json.member("code", failed.failure.error.code.rawValue)
      json.member("message", failed.failure.error.message)
      json.endObject()
    }
  }

  /// `{"chain_id", "success", "hops", "duration", "error"}`; the duration in milliseconds.
  func tellCompleted(_ result: HandoffResult) throws(RunError) {
    try tell("handoff:completed") { json in
      json.member("chain_id", result.chain)
      json.member("success", result.success)
      json.member("hops", result.hops.count)
      json.member("duration", result.duration)
      if let error = result.error { json.member("error", error.message) }
    }
  }
}
