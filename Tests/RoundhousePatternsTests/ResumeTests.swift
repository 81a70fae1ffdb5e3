import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Patterns go on after their process has ended, wherever that was.
@Suite struct ResumeTests {
  private static let answer: ScriptedAgents.Answer = { ask, _ in
    switch ask.capability {
    case "fails.always": throw RoundhouseError(.agentError, "no", agentCode: "no")
    case "total.ask": #"{"total":6000,"insight":{"type":"dear"}}"#
    default: "\"\(ask.capability)\""
    }
  }

  /// A result without what depends on the time.
  private func timeless(_ bytes: [UInt8]) -> String {
    bytes.text.replacing(/"duration":[0-9]+/, with: "")
  }

  /// Ends a run after each of its records, goes on, and expects the same result, with no finished step asked again and
  /// no event told twice.
  private func check(_ workflow: String, _ input: [UInt8]) async throws {
    let whole = try await PatternsFixture(ScriptedAgents(Self.answer))
    let expected = try await whole.runs.perform(workflow, input)
    await whole.runs.stop()
    #expect(!expected.output.isEmpty)
    let lives = try whole.store.prefixes()
    #expect(lives.count > 10)
    for (run, written, store) in lives {
      let next = try await PatternsFixture(ScriptedAgents(Self.answer), store)
      let outcome = try await next.runs.outcome(of: run)
      await next.runs.stop()
      #expect(outcome.state == expected.state, "after \(written.count) records: \(outcome.error?.description ?? "")")
      #expect(timeless(outcome.output) == timeless(expected.output), "after \(written.count) records")
      let finished = written.filter { $0.kind == .call }.map { "\(run)/\($0.key)" }
      #expect(Set(finished).isDisjoint(with: next.agents.asked.map(\.key)), "after \(written.count) records")
      let events = store.journal(of: run).filter { $0.kind == .event }.map(\.key)
      #expect(Set(events).count == events.count, "after \(written.count) records")
      #expect(events.count == whole.store.journal(of: run).count { $0.kind == .event })
    }
  }

  @Test("M-024 M-026 a plan with a condition, a failure and a fallback goes on after each of its records")
  func plan() async throws {
    let plan = """
      { "id": "first", "parallel": true, "timeout": 60000, "steps": [
        { "id": "total", "action": "total.ask" },
        { "id": "note", "action": "note.write", "dependencies": ["total"], "condition": ".steps.total.output.total > 5000" },
        { "id": "never", "action": "never.ask", "dependencies": ["total"], "condition": "false" },
        { "id": "bad", "action": "fails.always" },
        { "id": "after", "action": "after.bad", "dependencies": ["bad"] }
      ], "fallbackPlan": { "id": "second", "steps": [
        { "id": "total", "action": "total.ask" }, { "id": "sum", "action": "sum.up", "dependencies": ["total"] }] } }
      """
    try await check("plan", PlanDocument.request(Array(plan.utf8), input: Array("7".utf8)))
  }

  @Test("M-020 M-077 sequential tasks with a failure that is passed over go on after each record")
  func tasks() async throws {
    let tasks = """
      { "onFailure": "go-on", "tasks": [
        { "agent_id": "a", "capability": "total.ask" }, { "agent_id": "b", "capability": "fails.always" },
        { "agent_id": "c", "condition": ".steps.b.state == \\"failed\\"" }, { "agent_id": "d" }] }
      """
    try await check("coordinator", CoordinationDocument.request(Array(tasks.utf8)))
  }

  @Test("M-022 a router's choice is recorded: a resumed run does not choose anew")
  func route() async throws {
    let choices = ScriptedAgents { _, count in "\(count)" }
    let coordinator = Coordinator()
    let workflow = Workflow("routed") { run, input in
      let router = TaskRouter(otherwise: "a") { _ in choices.asked.isEmpty ? "a" : "b" }
      let tasks = [AgentTask(agentID: "a"), AgentTask(agentID: "b")]
      return try await coordinator.executeConditional(tasks, router, input, on: run).json
    }
    let store = MemoryRunStore()
    let first = try await PatternsFixture(ScriptedAgents { _, _ in try await hang() }, store, workflow)
    let number = try await first.runs.submit("routed")
    try await eventually { !first.agents.asked.isEmpty }
    await first.runs.stop()
    // From now on the router would say b.
    _ = try await choices.call("any", [], CallOptions())
    let second = try await PatternsFixture(ScriptedAgents(), store, workflow)
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(second.agents.asked.map(\.agent) == ["a"])
    #expect(try JSONDocument(parsing: outcome.output).root["route"]?.string == "a")
  }
}
