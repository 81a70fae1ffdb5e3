import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Retries, deadlines, fallbacks, and what one failure means for others.
@Suite struct PlanFailureTests {
  @Test("M-168 M-161 retries of seed 002 wait 1, 2 and 3 times backoffMs: up to four attempts")
  func linearRetries() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { _, count in
        if count < 3 { throw RoundhouseError(.agentCrashed, "gone") }
        return "1"
      })
    let result = try await fixture.perform(
      plan: """
        { "steps": [{ "id": "a", "action": "a.a", "retryPolicy": { "maxRetries": 3, "backoffMs": 40 } }] }
        """)
    await fixture.runs.stop()
    let spans = fixture.agents.spans
    #expect(spans.count == 4)
    for (number, pair) in zip(spans, spans.dropFirst()).enumerated() {
      let wait = Double(pair.1.began - pair.0.ended) / 1_000_000
      #expect(wait >= 40.0 * Double(number + 1) - 1, "after attempt \(number + 1)")
    }
    #expect(result["success"]?.bool == true)
    #expect(try #require(result["results"]?["a"]?["duration"]?.int) >= 239)
    let plan = try PlanDocument(
      Array(#"{"steps":[{"id":"a","action":"b","retryPolicy":{"maxRetries":3,"backoffMs":1000}}]}"#.utf8))
    let retry = plan.plans[0].steps[0].retry
    #expect((1...4).map { retry.delay(after: $0, random: 1) } == [.seconds(1), .seconds(2), .seconds(3), nil])
  }

  @Test("M-025 M-161 a hung agent is stopped at the plan's deadline, and what comes after it is not begun")
  func planTimeout() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in if ask.capability == "hangs.hard" { try await hang() } else { "1" } })
    let result = try await fixture.perform(
      plan: """
        { "parallel": true, "timeout": 200, "steps": [
          { "id": "good", "action": "good.one" }, { "id": "hung", "action": "hangs.hard" },
          { "id": "after", "action": "after.it", "dependencies": ["hung"] },
          { "id": "late", "action": "late.one", "dependencies": ["slow"] },
          { "id": "slow", "action": "hangs.hard", "onFailure": "go-on" }
        ] }
        """)
    await fixture.runs.stop()
    #expect(result["results"]?.members.map(\.key) == ["good"])
    #expect(result["errors"]?["hung"]?["code"]?.string == "deadline_exceeded")
    #expect(result["errors"]?["after"]?["code"]?.string == "dependency_failed")
    #expect(result["errors"]?["late"]?["message"]?.string?.contains("time of plan is over") == true)
    #expect((199..<20_000).contains(try #require(result["duration"]?.int)))
  }

  @Test("M-025 M-161 a step's own deadline ends all its attempts and the waits between them")
  func stepTimeout() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, count in
        if ask.capability == "hangs.hard" { return try await hang() }
        throw RoundhouseError(.agentCrashed, "gone \(count)")
      })
    let result = try await fixture.perform(
      plan: """
        { "parallel": true, "steps": [
          { "id": "hung", "action": "hangs.hard", "timeout": 100 },
          { "id": "tired", "action": "crashes.often", "timeout": 250,
            "retryPolicy": { "maxRetries": 9, "backoffMs": 100 } }
        ] }
        """)
    await fixture.runs.stop()
    #expect(result["errors"]?["hung"]?["code"]?.string == "deadline_exceeded")
    // 0 and 100 ms; the third would be at 300.
    #expect(result["errors"]?["tired"]?["attempts"]?.int == 2)
    #expect(fixture.agents.capabilities.count { $0 == "crashes.often" } == 2)
  }

  @Test("M-025 a run that is cancelled, or whose own time is over, ends its plan without a fallback")
  func runEnds() async throws {
    let fixture = try await PatternsFixture(ScriptedAgents { _, _ in try await hang() })
    let plan = #"{"steps": [{"id": "a", "action": "a.a"}], "fallbackPlan": {"steps": [{"id": "b", "action": "b.b"}]}}"#
    let request = PlanDocument.request(Array(plan.utf8))
    let cancelled = try await fixture.runs.submit("plan", request)
    try await eventually { !fixture.agents.asked.isEmpty }
    try await fixture.runs.cancel(cancelled, reason: "enough")
    #expect(try await fixture.runs.outcome(of: cancelled).state == .cancelled)
    var options = RunOptions()
    options.timeout = .milliseconds(100)
    #expect(try await fixture.runs.perform("plan", request, options).state == .timedOut)
    await fixture.runs.stop()
    #expect(fixture.agents.capabilities == ["a.a", "a.a"])
  }

  @Test("M-026 M-161 a plan that fails is replaced by its fallback, and that by its own; both are told of")
  func fallback() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        if ask.capability != "use_rules" { throw RoundhouseError(.agentError, "no model", agentCode: "no_model") }
        return "0.7"
      })
    let result = try await fixture.perform(
      plan: """
        { "id": "predict", "steps": [{ "id": "ml_predict", "action": "use_ml_model" }],
          "fallbackPlan": { "id": "large", "steps": [{ "id": "gpt4_predict", "action": "use_gpt4" }],
            "fallbackPlan": { "steps": [{ "id": "rule_predict", "action": "use_rules" }] } } }
        """)
    await fixture.runs.stop()
    let events = try fixture.events().filter { $0.type == "plan:fallback" }
    #expect(fixture.agents.capabilities == ["use_ml_model", "use_gpt4", "use_rules"])
    #expect(result["success"]?.bool == true)
    #expect(result["results"]?.members.map(\.key) == ["rule_predict"])
    #expect(result["errors"] == nil)
    #expect(result["failedPlans"]?.elements.compactMap { $0["id"]?.string } == ["predict", "large"])
    #expect(result["failedPlans"]?[0]?["errors"]?["ml_predict"]?["agentCode"]?.string == "no_model")
    #expect(events.map { $0.data["planId"]?.string } == ["predict", "large"])
    #expect(events.map { $0.data["fallbackPlanId"]?.string } == ["large", "fallback"])
    #expect(events.first?.data["failed"]?[0]?.string == "ml_predict")
  }

  @Test("M-026 a plan that runs out of time is replaced too")
  func fallbackAfterTimeout() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in if ask.capability == "slow.model" { try await hang() } else { "1" } })
    let result = try await fixture.perform(
      plan: """
        { "timeout": 50, "steps": [{ "id": "a", "action": "slow.model" }],
          "fallbackPlan": { "timeout": 30000, "steps": [{ "id": "b", "action": "fast.model" }] } }
        """)
    await fixture.runs.stop()
    #expect(result["success"]?.bool == true)
    #expect(result["failedPlans"]?[0]?["errors"]?["a"]?["code"]?.string == "deadline_exceeded")
  }

  @Test("M-024 fail-fast calls off what runs, even in a wait between attempts, and begins nothing more")
  func failFast() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        switch ask.capability {
        case "fails.now":
          try await Task.sleep(for: .milliseconds(50))
          throw RoundhouseError(.agentError, "no", agentCode: "no")
        case "waits.long": throw RoundhouseError(.agentCrashed, "gone")
        default: return try await hang()
        }
      })
    let result = try await fixture.perform(
      plan: """
        { "parallel": true, "together": "fail-fast", "steps": [
          { "id": "hangs", "action": "hangs.hard" },
          { "id": "waits", "action": "waits.long", "retryPolicy": { "maxRetries": 3, "backoffMs": 600000 } },
          { "id": "fails", "action": "fails.now" },
          { "id": "after", "action": "after.it", "dependencies": ["hangs"] }
        ] }
        """)
    await fixture.runs.stop()
    #expect(result["success"]?.bool == false)
    #expect(Set(fixture.agents.capabilities) == ["hangs.hard", "waits.long", "fails.now"])
    #expect(result["errors"]?["hangs"]?["code"]?.string == "cancelled")
    #expect(result["errors"]?["waits"]?["code"]?.string == "agent_crashed")
    #expect(result["errors"]?["after"]?["code"]?.string == "dependency_failed")
  }

  @Test("M-024 a quorum is enough: the rest is called off, and a plan that misses it keeps what it has")
  func quorum() async throws {
    let agents = ScriptedAgents { ask, _ in
      switch ask.capability {
      case "hangs.hard": return try await hang()
      case "fails.now": throw RoundhouseError(.agentError, "no", agentCode: "no")
      default: return "1"
      }
    }
    let fixture = try await PatternsFixture(agents)
    let enough = try await fixture.perform(
      plan: """
        { "parallel": true, "together": { "quorum": 2 }, "steps": [
          { "id": "a", "action": "a.a" }, { "id": "b", "action": "b.b" }, { "id": "c", "action": "hangs.hard" },
          { "id": "d", "action": "d.d", "dependencies": ["c"] }] }
        """)
    #expect(enough["success"]?.bool == true)
    #expect(enough["results"]?.members.map(\.key) == ["a", "b", "d"])
    #expect(enough["results"]?["d"]?["skipped"]?.bool == true)
    let missed = try await fixture.perform(
      plan: """
        { "parallel": true, "together": { "quorum": 2 }, "steps": [
          { "id": "a", "action": "a.a" }, { "id": "b", "action": "fails.now" }, { "id": "c", "action": "fails.now" }] }
        """)
    await fixture.runs.stop()
    #expect(missed["success"]?.bool == false)
    #expect(missed["results"]?.members.map(\.key) == ["a"])
    #expect(missed["errors"]?.members.map(\.key) == ["b", "c"])
  }

  @Test("M-024 a plan goes on in the next life of its process: finished steps are not asked again")
  func resumes() async throws {
    let plan = """
      { "parallel": true, "steps": [
        { "id": "a", "action": "a.a" }, { "id": "b", "action": "b.b" },
        { "id": "c", "action": "c.c", "dependencies": ["a", "b"] },
        { "id": "skipped", "action": "never.ask", "condition": ".input == 2" }
      ] }
      """
    let store = MemoryRunStore()
    let first = try await PatternsFixture(
      ScriptedAgents { ask, _ in ask.capability == "c.c" ? try await hang() : "\"\(ask.capability) 1\"" }, store)
    let number = try await first.runs.submit(
      "plan", PlanDocument.request(Array(plan.utf8), input: Array("1".utf8)))
    try await eventually { first.agents.capabilities.contains("c.c") }
    await first.runs.stop()
    let second = try await PatternsFixture(ScriptedAgents { ask, _ in "\"\(ask.capability) 2\"" }, store)
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(second.agents.asked == [first.agents.asked.last])
    let result = try JSONDocument(parsing: outcome.output).root["results"]
    #expect(result?["a"]?["data"]?.string == "a.a 1")
    #expect(result?["c"]?["data"]?.string == "c.c 2")
    #expect(store.journal(of: number).count { $0.kind == .event && $0.key.contains("step:completed") } == 3)
  }
}
