import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct PlanTests {
  private static let session = """
    { "id": "session", "parallel": true, "timeout": 30000, "steps": [
      { "id": "init_learning", "agentId": "learning-agent", "action": "initialize_session",
        "input": { "subject": "mathematics", "gradeLevel": 5 },
        "retryPolicy": { "maxRetries": 2, "backoffMs": 1000 } },
      { "id": "init_tutor", "agentId": "tutor-agent", "action": "prepare_conversation",
        "input": { "subject": "mathematics" }, "dependencies": ["init_learning"],
        "retryPolicy": { "maxRetries": 2, "backoffMs": 1000 } }
    ] }
    """

  @Test("M-024 seed 002's plan runs as it stands: agents pinned, inputs as written, dependencies first")
  func seedPlan() async throws {
    let fixture = try await PatternsFixture()
    let result = try await fixture.perform(plan: Self.session)
    await fixture.runs.stop()
    #expect(fixture.agents.capabilities == ["initialize_session", "prepare_conversation"])
    #expect(fixture.agents.asked.map(\.agent) == ["learning-agent", "tutor-agent"])
    #expect(fixture.agents.asked[0].input == #"{ "subject": "mathematics", "gradeLevel": 5 }"#)
    #expect(result["success"]?.bool == true)
  }

  @Test(
    "M-027 M-161 the result has success, duration, results with data and duration each, and errors only if there are any"
  )
  func resultObject() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        if ask.capability == "c.fails" { throw RoundhouseError(.agentError, "sold out", agentCode: "sold_out") }
        try await Task.sleep(for: .milliseconds(20))
        return ask.capability == "b.text" ? "no JSON" : #"{"n":1}"#
      })
    let whole = try await fixture.perform(
      plan: #"{"parallel": true, "steps": [{"id": "a", "action": "a.works"}, {"id": "b", "action": "b.text"}]}"#)
    #expect(whole.members.map(\.key) == ["success", "duration", "results"])
    #expect(whole["results"]?["a"]?["data"]?.raw.elementsEqual(#"{"n":1}"#.utf8) == true)
    #expect(whole["results"]?["b"]?["data"]?.string == "no JSON")
    #expect(try #require(whole["results"]?["a"]?["duration"]?.int) >= 19)
    #expect(try #require(whole["duration"]?.int) >= 19)
    let part = try await fixture.perform(
      plan: #"{"parallel": true, "steps": [{"id": "a", "action": "a.works"}, {"id": "c", "action": "c.fails"}]}"#)
    await fixture.runs.stop()
    #expect(part["success"]?.bool == false)
    #expect(part["results"]?.members.map(\.key) == ["a"])
    #expect(part["errors"]?.members.map(\.key) == ["c"])
    #expect(part["errors"]?["c"]?["agentCode"]?.string == "sold_out")
  }

  @Test("M-024 M-161 a join sees the outputs of all it waits for, and a mapping takes parts of them")
  func join() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in ask.capability == "price.ask" ? #"{"total": 6500}"# : "\"ok\"" })
    let result = try await fixture.perform(
      plan: """
        { "parallel": true, "steps": [
          { "id": "price", "capability": "price.ask", "input": { "event": { "$": ".input.event" } } },
          { "id": "seats", "capability": "seats.ask" },
          { "id": "both", "capability": "both.join", "dependencies": ["price", "seats"] },
          { "id": "note", "capability": "note.write", "dependencies": ["both"],
            "input": { "list": [1, { "$": ".steps.price.output.total / 100" }], "state": { "$": ".steps.both.state" } } }
        ], "output": { "cents": { "$": ".steps.price.output.total" } } }
        """, input: #"{"event":"jazz"}"#)
    await fixture.runs.stop()
    func input(_ capability: String) -> String? { fixture.agents.asked.first { $0.capability == capability }?.input }
    #expect(input("price.ask") == #"{"event":"jazz"}"#)
    #expect(input("seats.ask") == #"{"event":"jazz"}"#)
    #expect(input("both.join") == #"{"price":{"total": 6500},"seats":"ok"}"#)
    #expect(input("note.write") == #"{"list":[1,65],"state":"completed"}"#)
    #expect(result["output"]?["cents"]?.int == 6500)
  }

  @Test("M-020 a plan that is not parallel runs one step at a time, in order, and ends at the first failure")
  func sequential() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        if ask.capability == "c.c" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        return "1"
      })
    let result = try await fixture.perform(
      plan: """
        { "steps": [
          { "id": "b", "action": "b.b", "dependencies": ["a"] }, { "id": "a", "action": "a.a" },
          { "id": "c", "action": "c.c" }, { "id": "d", "action": "d.d" }
        ] }
        """)
    await fixture.runs.stop()
    #expect(fixture.agents.capabilities == ["a.a", "b.b", "c.c"])
    #expect(result["success"]?.bool == false)
    #expect(result["results"]?.members.map(\.key) == ["b", "a"])
    #expect(result["errors"]?["d"]?["code"]?.string == "dependency_failed")
    #expect(zip(fixture.agents.spans, fixture.agents.spans.dropFirst()).allSatisfy { $0.ended <= $1.began })
  }

  @Test("M-023 a false condition skips a step, which is no failure, and its dependants see null")
  func skipping() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in ask.capability == "book.it" ? #"{"total": 4000}"# : "\"done\"" })
    let result = try await fixture.perform(
      plan: """
        { "parallel": true, "steps": [
          { "id": "book", "action": "book.it" },
          { "id": "approve", "action": "approve.it", "dependencies": ["book"],
            "condition": ".steps.book.output.total > 5000" },
          { "id": "report", "action": "report.it", "dependencies": ["approve"] }
        ] }
        """)
    #expect(fixture.agents.capabilities == ["book.it", "report.it"])
    #expect(fixture.agents.asked[1].input == #"{"approve":null}"#)
    #expect(result["success"]?.bool == true)
    #expect(result["results"]?["approve"]?["skipped"]?.bool == true)
    #expect(result["results"]?["approve"]?["data"]?.isNull == true)
    #expect(result["errors"] == nil)
    await fixture.runs.stop()
    #expect(try fixture.events().map(\.type).filter { $0 == "step:skipped" }.count == 1)
  }

  @Test("M-023 a condition that cannot be evaluated fails its step alone, and says where")
  func brokenCondition() async throws {
    let fixture = try await PatternsFixture(ScriptedAgents { _, _ in "\"text\"" })
    let result = try await fixture.perform(
      plan: """
        { "parallel": true, "steps": [
          { "id": "a", "action": "a.a" },
          { "id": "b", "action": "b.b", "dependencies": ["a"], "condition": ".steps.a.output - 1 > 0" },
          { "id": "c", "action": "c.c", "dependencies": ["a"] }
        ] }
        """)
    await fixture.runs.stop()
    #expect(result["errors"]?["b"]?["code"]?.string == "bad_request")
    #expect(result["errors"]?["b"]?["message"]?.string?.contains("line 1") == true)
    #expect(result["results"]?.members.map(\.key) == ["a", "c"])
  }

  @Test("M-024 an expression of an input that has no result fails its step, and says how to give it one")
  func noResult() async throws {
    let fixture = try await PatternsFixture()
    let result = try await fixture.perform(
      plan: #"{"steps": [{"id": "a", "action": "a.a", "input": [{"$": "empty"}], "condition": true}]}"#)
    await fixture.runs.stop()
    #expect(result["errors"]?["a"]?["message"]?.string == "empty has no result")
    #expect(result["errors"]?["a"]?["remedy"]?.string == "let it have one: empty // null")
    #expect(fixture.agents.asked.isEmpty)
  }

  @Test("M-027 an output that cannot be made is an error beside the results")
  func brokenOutput() async throws {
    let fixture = try await PatternsFixture()
    let result = try await fixture.perform(
      plan: #"{"steps": [{"id": "a", "action": "a.a"}], "output": {"$": ".steps.a.output - 1"}}"#)
    await fixture.runs.stop()
    #expect(result["success"]?.bool == false)
    #expect(result["outputError"]?["code"]?.string == "bad_request")
    #expect(result["results"]?["a"]?["data"]?.string == "a.a")
  }

  @Test("a step leaves three records, and a plan two more: when it was begun, and that it has ended")
  func records() async throws {
    let fixture = try await PatternsFixture()
    _ = try await fixture.perform(plan: #"{"steps": [{"id": "a", "action": "a.a"}, {"id": "b", "action": "b.b"}]}"#)
    await fixture.runs.stop()
    let number = try #require(fixture.store.runs(RunQuery()).first?.number)
    #expect(
      fixture.store.journal(of: number).map(\.kind) == [.time, .event, .call, .event, .event, .call, .event, .end])
  }

  @Test("plans that were read before are known by their whole text")
  func shelf() async throws {
    let fixture = try await PatternsFixture()
    for _ in 0..<3 {
      // As long as one another.
      for name in ["a.a", "b.b"] {
        let plan = #"{"steps": [{"id": "only", "action": "\#(name)"}]}"#
        #expect(try await fixture.perform(plan: plan)["results"]?["only"]?["data"]?.string == name)
      }
      // More than are kept.
      for count in 1...20 {
        let steps = (0..<count).map { #"{"id": "s\#($0)", "action": "c.c"}"# }.joined(separator: ", ")
        let result = try await fixture.perform(plan: #"{"steps": [\#(steps)]}"#, input: "\(count)")
        #expect(result["results"]?.count == count)
      }
    }
    await fixture.runs.stop()
    #expect(Set(fixture.agents.asked.filter { $0.capability == "c.c" }.map(\.input)).count > 1)
  }

  @Test("M-120 M-161 the seeds' events are told with their payloads")
  func events() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        if ask.capability == "bad.agent" { throw RoundhouseError(.agentError, "lost", agent: "bad", agentCode: "lost") }
        return #"{"insight": {"type": "struggling_detected"}}"#
      })
    _ = try await fixture.perform(
      plan: """
        { "together": "isolated", "steps": [
          { "id": "watch", "agentId": "tutor", "action": "analyze" }, { "id": "bad", "capability": "bad.agent" }] }
        """)
    await fixture.runs.stop()
    let events = try fixture.events()
    #expect(events.map(\.type) == ["step:started", "step:completed", "agent:insight", "step:started", "agent:error"])
    #expect(events[1].data["stepId"]?.string == "watch" && events[1].data["agentId"]?.string == "tutor")
    #expect(events[1].data["response"]?["duration"]?.int != nil)
    #expect(events[2].data["insight"]?["type"]?.string == "struggling_detected")
    try #require(events.count == 5)
    #expect(events[4].data["agentId"]?.string == "bad")
    #expect(events[4].data["error"]?["message"]?.string == "lost")
  }
}
