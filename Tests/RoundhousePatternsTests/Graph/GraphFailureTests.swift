import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct GraphFailureTests {
  private func perform(
    _ graph: String, _ agents: ScriptedAgents, input: String = "null"
  ) async throws -> (outcome: RunOutcome, result: JSONNode, events: [String]) {
    let fixture = try await PatternsFixture(agents)
    let (outcome, result) = try await fixture.perform(GraphDocument.self, graph, input: input)
    await fixture.runs.stop()
    return (outcome, result, try fixture.events().map(\.type))
  }

  private static let failing = ScriptedAgents.failing("bad.ask")

  @Test("M-029 after a failure it goes on where onError says, and that node sees the error")
  func onError() async throws {
    let agents = ScriptedAgents.failing("bad.ask")
    let (outcome, result, events) = try await perform(
      #"""
      { "nodes": [
          { "id": "ask", "capability": "bad.ask", "onError": "mend", "retryPolicy": { "maxRetries": 1, "backoffMs": 1 } },
          { "id": "use", "capability": "use" },
          { "id": "mend", "capability": "mend", "input": { "$": "\"\\(.error.code) \\(.error.agentCode): \\(.error.message)\"" } }],
        "edges": [{ "from": "ask", "to": "use" }, { "from": "mend", "to": "use" }] }
      """#, agents)
    #expect(outcome.state == .completed)
    #expect(agents.capabilities == ["bad.ask", "mend", "use"])
    #expect(agents.asked[1].input == #""agent_error no: sold out""#)
    #expect(result["path"]?[0]?["state"]?.string == "failed" && result["path"]?[0]?["next"]?[0]?.string == "mend")
    #expect(
      events == [
        "graph:node", "graph:error", "graph:node", "graph:state", "graph:node", "graph:state", "graph:completed",
      ])
  }

  @Test("M-029 onError may lead to the end")
  func onErrorEnds() async throws {
    let (outcome, result, _) = try await perform(
      #"{ "nodes": [{ "id": "ask", "capability": "bad.ask", "onError": "end" }], "edges": [] }"#, Self.failing)
    #expect(outcome.state == .completed && result["end"]?.string == "completed")
  }

  @Test("M-029 a failure that nothing is said of ends the graph, when the other lines have come as far as they can")
  func isolated() async throws {
    let agents = ScriptedAgents { ask, _ in
      if ask.capability == "bad.ask" { throw RoundhouseError(.agentError, "sold out", agentCode: "no") }
      try await Task.sleep(for: .milliseconds(20))
      return "1"
    }
    let (outcome, result, events) = try await perform(
      #"""
      { "id": "trip", "state": { "n": { "reducer": "add" } }, "nodes": [{ "id": "begin" }, { "id": "bad", "capability": "bad.ask" },
          { "id": "good", "action": "a", "update": { "n": 1 } }, { "id": "better", "action": "b", "update": { "n": 1 } },
          { "id": "meet", "action": "c" }],
        "edges": [{ "from": "begin", "to": ["bad", "good"] }, { "from": "good", "to": "better" },
          { "from": "bad", "to": "meet" }, { "from": "better", "to": "meet" }] }
      """#, agents)
    #expect(outcome.state == .failed && outcome.error?.message == "trip has failed: bad: sold out")
    #expect(outcome.error?.code == .agentError && outcome.error?.agentCode == "no")
    #expect(result["end"]?.string == "failed" && result["state"]?["n"]?.int == 2)
    #expect(!agents.capabilities.contains("c"))
    #expect(events.last == "graph:failed")
  }

  @Test(
    "M-029 what the state does not take, and what cannot be worked out, is a failure of the node",
    arguments: [
      (#""update": { "n": "five" }"#, #"n of the state is a number, and it was to add "five""#),
      (#""update": { "t": 5 }"#, #"t of the state is a string, and it was to be 5"#),
      (#""update": { "n": { "$": ".output | error" } }"#, "expression, line 1, column 11: "),
      (#""input": { "$": "empty" }"#, "empty has no result"),
    ])
  func mismatch(_ part: String, _ message: String) async throws {
    let (outcome, result, _) = try await perform(
      """
      { "id": "g", "state": { "n": { "reducer": "add" }, "t": "string" },
        "nodes": [{ "id": "a", "action": "a", \(part) }, { "id": "b", "action": "b" }], "edges": [{ "from": "a", "to": "b" }] }
      """, ScriptedAgents())
    #expect(outcome.error?.code == .badRequest)
    #expect(outcome.error?.message.hasPrefix("g has failed: a: \(message)") == true, "\(outcome.error?.message ?? "")")
    #expect(result["state"]?["n"]?.int == 0)
  }

  @Test("M-029 an output that cannot be made is told, and the state is there all the same")
  func brokenOutput() async throws {
    let (outcome, result, _) = try await perform(
      #"{ "state": { "n": "any" }, "nodes": [{ "id": "a", "update": { "n": 5 } }], "edges": [], "output": { "$": ".state.n.x" } }"#,
      ScriptedAgents())
    #expect(outcome.state == .failed && outcome.error?.code == .badRequest)
    #expect(result["state"]?["n"]?.int == 5 && result["end"]?.string == "failed")
  }

  @Test("M-029 a state that begins with what is not of its type is refused before anybody is asked")
  func brokenBeginning() async throws {
    let agents = ScriptedAgents()
    let error = try await #require(throws: RoundhouseError.self) {
      try await perform(
        #"{ "state": { "n": { "type": "number", "initial": { "$": ".input.n" } } }, "nodes": [{ "id": "a", "action": "a" }], "edges": [] }"#,
        agents, input: #"{"n":"x"}"#)
    }
    #expect(error.message == #"n of the state is a number, and it begins with "x""#)
    #expect(agents.asked.isEmpty)
  }

  @Test("M-029 the graph's time ends it, and what was done stands in its result")
  func timeout() async throws {
    let agents = ScriptedAgents { ask, _ in ask.capability == "hang" ? try await hang() : "1" }
    let hanging = try await perform(
      #"""
      { "id": "slow", "timeout": 80, "nodes": [{ "id": "a", "action": "a" }, { "id": "hang", "action": "hang" }],
        "edges": [{ "from": "a", "to": "hang" }] }
      """#, agents)
    #expect(hanging.outcome.error?.code == .deadlineExceeded && hanging.result["end"]?.string == "timeout")
    #expect(hanging.result["steps"]?.int == 2)
    let sleeping = try await perform(
      #"""
      { "id": "slow", "timeout": 30, "nodes": [{ "id": "wait", "sleep": 86400000 }, { "id": "a", "action": "a" }],
        "edges": [{ "from": "wait", "to": "a" }] }
      """#, agents)
    #expect(sleeping.outcome.error?.message == "a was not begun, because the time of slow is over")
    #expect(sleeping.result["end"]?.string == "timeout" && sleeping.result["steps"]?.int == 1)
  }

  @Test("M-029 a node's own time is its failure, not the graph's")
  func nodeTimeout() async throws {
    let agents = ScriptedAgents { ask, _ in ask.capability == "hang" ? try await hang() : "1" }
    let (outcome, result, _) = try await perform(
      #"""
      { "timeout": 60000, "nodes": [{ "id": "hang", "action": "hang", "timeout": 30, "onError": "b" }, { "id": "b", "action": "b" }],
        "edges": [] }
      """#, agents)
    #expect(outcome.state == .completed && result["path"]?[0]?["error"]?["code"]?.string == "deadline_exceeded")
    let alone = try await perform(
      #"{ "timeout": 60000, "nodes": [{ "id": "hang", "action": "hang", "timeout": 30 }], "edges": [] }"#, agents)
    #expect(alone.result["end"]?.string == "failed")
  }

  @Test("M-113 M-029 set going again, a graph asks only for what has failed, and goes on from there")
  func again() async throws {
    let graph = #"""
      { "id": "trip", "timeout": 60000, "nodes": [{ "id": "begin" }, { "id": "a", "action": "good.a" }, { "id": "b", "action": "bad.ask" },
          { "id": "meet", "action": "good.c" }],
        "edges": [{ "from": "begin", "to": ["a", "b"] }, { "from": "a", "to": "meet" }, { "from": "b", "to": "meet" }] }
      """#
    let store = MemoryRunStore()
    let first = try await PatternsFixture(ScriptedAgents.failing("bad.ask"), store)
    let failed = try await first.perform(GraphDocument.self, graph).outcome
    await first.runs.stop()
    #expect(failed.state == .failed)
    let second = try await PatternsFixture(ScriptedAgents(), store)
    #expect(try await second.runs.replay(failed.number).isSame)
    try await second.runs.goOnAgain(failed.number)
    let outcome = try await second.runs.outcome(of: failed.number)
    await second.runs.stop()
    #expect(outcome.state == .completed, "\(outcome.error?.description ?? "")")
    #expect(second.agents.capabilities == ["bad.ask", "good.c"])
  }

  @Test(
    "M-113 a graph that its bound has ended comes to the same when it is set going again: failures that were handled stay"
  )
  func againAfterLimit() async throws {
    let graph = #"""
      { "maxVisits": 2, "nodes": [{ "id": "ask", "capability": "bad.ask", "onError": "mend" }, { "id": "mend", "action": "mend" }],
        "edges": [{ "from": "ask", "to": "end" }, { "from": "mend", "to": "ask" }] }
      """#
    let store = MemoryRunStore()
    let first = try await PatternsFixture(ScriptedAgents.failing("bad.ask"), store)
    let (failed, result) = try await first.perform(GraphDocument.self, graph)
    await first.runs.stop()
    #expect(result["end"]?.string == "limit")
    let second = try await PatternsFixture(ScriptedAgents(), store)
    try await second.runs.goOnAgain(failed.number)
    let outcome = try await second.runs.outcome(of: failed.number)
    await second.runs.stop()
    #expect(outcome.state == .failed && outcome.error?.code == .budgetExceeded && second.agents.asked.isEmpty)
  }
}
