import Testing

internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct CoordinatorTests {
  /// Lets a workflow of Swift code use the coordinator, and gives its result's JSON.
  private func perform(
    _ agents: ScriptedAgents, input: String = "null", _ coordinator: Coordinator = Coordinator(),
    _ body: @escaping @Sendable (Coordinator, Run, [UInt8]) async throws -> CoordinationResult
  ) async throws -> JSONNode {
    let workflow = Workflow("test") { run, input in try await body(coordinator, run, input).json }
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), workflow)
    let outcome = try await fixture.runs.perform("test", Array(input.utf8))
    await fixture.runs.stop()
    if let error = outcome.error { throw error }
    return try JSONDocument(parsing: outcome.output).root
  }

  @Test("M-020 M-161 sequential tasks run in order, and each is given what the one before has answered")
  func sequential() async throws {
    let agents = ScriptedAgents { ask, _ in "{\"from\":\"\(ask.agent)\",\"was\":\(ask.input)}" }
    let result = try await perform(agents, input: "1") { coordinator, run, input in
      try await coordinator.executeSequential(
        [AgentTask(agentID: "a"), AgentTask(agentID: "b"), AgentTask(agentID: "c")], input, on: run)
    }
    #expect(agents.asked.map(\.agent) == ["a", "b", "c"])
    #expect(agents.capabilities == ["chat", "chat", "chat"])
    #expect(agents.asked[2].input == #"{"from":"b","was":{"from":"a","was":1}}"#)
    #expect(zip(agents.spans, agents.spans.dropFirst()).allSatisfy { $0.ended <= $1.began })
    #expect(result["strategy"]?.string == "sequential")
    #expect(result["output"]?["c"]?["from"]?.string == "c")
  }

  @Test("M-020 a skipped task passes on what it was given")
  func passesOver() async throws {
    let agents = ScriptedAgents { ask, _ in "\"\(ask.agent)\"" }
    _ = try await perform(agents) { coordinator, run, input in
      try await coordinator.executeSequential(
        [
          AgentTask(agentID: "a"), AgentTask(agentID: "b", condition: StepCondition("never") { _ in false }),
          AgentTask(agentID: "c"),
        ], input, on: run)
    }
    #expect(agents.asked.map(\.input) == ["null", "\"a\""])
  }

  @Test("M-021 M-161 parallel tasks run beside one another, and the failure of one leaves N-1 results with their times")
  func parallel() async throws {
    let agents = ScriptedAgents { ask, _ in
      try await Task.sleep(for: .milliseconds(100))
      if ask.agent == "sales" { throw RoundhouseError(.agentError, "no CRM", agentCode: "no_crm") }
      return "\"\(ask.agent)\""
    }
    let result = try await perform(agents) { coordinator, run, input in
      try await coordinator.executeParallel(
        ["ticketing", "sales", "finance"].map { AgentTask(agentID: $0) }, input, on: run)
    }
    // All three were under way before any had ended.
    let spans = agents.spans
    #expect(spans.count == 3)
    #expect(try #require(spans.map(\.began).max()) < #require(spans.map(\.ended).min()))
    #expect(result["success"]?.bool == false)
    #expect(result["results"]?.members.map(\.key) == ["ticketing", "finance"])
    #expect(try result["results"]?.members.allSatisfy { try #require($0.value["duration"]?.int) >= 99 } == true)
    #expect(result["errors"]?["sales"]?["agentCode"]?.string == "no_crm")
    #expect(try #require(result["errors"]?["sales"]?["duration"]?.int) >= 99)
    #expect(result["output"]?.members.map(\.key) == ["ticketing", "finance"])
  }

  @Test(
    "M-022 a router chooses by the words of a message, and ticketing is the default",
    arguments: [
      ("Two tickets for tonight", "ticketing"), ("A proposal, please", "sales"), ("Approve this expense", "finance"),
      ("Good morning", "ticketing"),
    ])
  func conditional(_ content: String, _ agent: String) async throws {
    let agents = ScriptedAgents()
    let input = #"{"messages":[{"role":"user","content":"\#(content)"}]}"#
    let tasks = ["ticketing", "sales", "finance"].map { AgentTask(agentID: $0) }
    let code = try await perform(agents, input: input) { coordinator, run, input in
      let router = TaskRouter(otherwise: "ticketing") { input in
        let message = input["messages"]?[0]?["content"]?.string?.lowercased() ?? ""
        return message.contains("ticket")
          ? "ticketing" : message.contains("proposal") ? "sales" : message.contains("expense") ? "finance" : nil
      }
      return try await coordinator.executeConditional(tasks, router, input, on: run)
    }
    let rules = try await perform(agents, input: input) { coordinator, run, input in
      let words = [("ticket", "ticketing"), ("proposal", "sales"), ("expense", "finance")]
      let rules = try words.map { word, agent in
        let source = ".input.messages[0].content | ascii_downcase | contains(\"\(word)\")"
        return (when: StepCondition(try Expression(source)), to: agent)
      }
      return try await coordinator.executeConditional(tasks, TaskRouter(rules, otherwise: "ticketing"), input, on: run)
    }
    #expect(agents.asked.map(\.agent) == [agent, agent])
    #expect(agents.asked.allSatisfy { $0.input == input })
    for result in [code, rules] {
      #expect(result["route"]?.string == agent)
      #expect(result["results"]?.members.map(\.key) == [agent])
    }
  }

  @Test("M-022 a router that chooses what is not there is an error that says what is")
  func unknownRoute() async throws {
    let error = try await #require(throws: RoundhouseError.self) {
      try await perform(ScriptedAgents()) { coordinator, run, input in
        try await coordinator.executeConditional(
          [AgentTask(agentID: "sales")], TaskRouter([], otherwise: "nobody"), input, on: run)
      }
    }
    #expect(error.code == .badRequest && error.message.contains("nobody") && error.remedy.contains("sales"))
  }

  @Test("M-023 a condition reads what earlier tasks have answered: skipped is not failed", arguments: [4000, 6000])
  func conditions(_ price: Int) async throws {
    let agents = ScriptedAgents { ask, _ in ask.agent == "ticketing" ? "{\"total_price\":\(price)}" : "\"approved\"" }
    let result = try await perform(agents) { coordinator, run, input in
      let tasks = [
        AgentTask(agentID: "ticketing"),
        AgentTask(
          agentID: "finance", dependsOn: ["ticketing"],
          condition: StepCondition("more than 5000") { $0.output(of: "ticketing")?["total_price"]?.int ?? 0 > 5000 }),
      ]
      let result = try await coordinator.executeWorkflow(tasks, .sequential, input, on: run)
      #expect(result.tasks[0].output.map(\.text) == "{\"total_price\":\(price)}")
      #expect((result.tasks[1].output == nil) == (price <= 5000))
      return result
    }
    #expect(agents.asked.map(\.agent) == (price > 5000 ? ["ticketing", "finance"] : ["ticketing"]))
    #expect(result["success"]?.bool == true)
    #expect((result["results"]?["finance"]?["skipped"]?.bool == true) == (price <= 5000))
  }

  @Test("M-023 a condition in Swift that throws fails its task, and the others go on")
  func throwingCondition() async throws {
    struct Unknown: Error {}
    let agents = ScriptedAgents()
    _ = try await perform(agents) { coordinator, run, input in
      let result = try await coordinator.executeWorkflow(
        [
          AgentTask(agentID: "a", condition: StepCondition("odd") { _ in throw Unknown() }),
          AgentTask(
            agentID: "b",
            condition: StepCondition("dear") { _ in throw RoundhouseError(.budgetExceeded, "too dear") }),
          AgentTask(agentID: "c"),
        ], .parallel, input, on: run)
      #expect(result.plan.errors.mapValues(\.error.code) == ["a": .internal, "b": .budgetExceeded])
      #expect(result.aggregate.text == #"{"c":"chat"}"#)
      return result
    }
    #expect(agents.asked.map(\.agent) == ["c"])
  }

  @Test("M-028 one facade takes tasks and a strategy: three strategies, in Swift and as JSON, with the same result")
  func facade() async throws {
    let text = """
      { "strategy": "conditional", "default": "b", "tasks": [
        { "agent_id": "a", "input_data": { "x": 1 } }, { "agent_id": "b", "input_data": { "x": 2 } }] }
      """
    for (name, count) in [("sequential", 2), ("parallel", 2), ("conditional", 1)] {
      let tasks = ["a", "b"].enumerated().map { place, agent in
        AgentTask(agentID: agent, input: .fixed(Array("{ \"x\": \(place + 1) }".utf8)))
      }
      let inSwift = ScriptedAgents()
      let one = try await perform(inSwift) { coordinator, run, input in
        let strategy: CoordinationStrategy =
          name == "sequential"
          ? .sequential : name == "parallel" ? .parallel : .conditional(TaskRouter([], otherwise: "b"))
        return try await coordinator.executeWorkflow(tasks, strategy, input, on: run)
      }
      let inJSON = try await PatternsFixture()
      let document =
        name == "conditional"
        ? text : text.replacing("\"conditional\", \"default\": \"b\"", with: "\"\(name)\"")
      let other = try await inJSON.perform(coordination: document)
      await inJSON.runs.stop()
      #expect(one["strategy"]?.string == name && other["strategy"]?.string == name)
      #expect(one["results"]?.count == count)
      #expect(one["output"].map { $0.isEqual(to: other["output"] ?? $0) } == true)
      #expect(inSwift.asked.map(\.input).sorted() == inJSON.agents.asked.map(\.input).sorted())
    }
  }

  @Test(
    "M-028 tasks made in Swift that do not go together are refused before anybody is asked, and named",
    arguments: [
      ([("a", []), ("a", [])], "two steps of tasks are called a"),
      ([("a", ["b"])], "a depends on b, which is no step of tasks"),
      ([("a", ["b"]), ("b", ["a"])], "b, a wait for each other"),
    ] as [([(String, [String])], String)])
  func refused(_ tasks: [(String, [String])], _ message: String) async throws {
    let agents = ScriptedAgents()
    let error = try await #require(throws: RoundhouseError.self) {
      try await perform(agents) { coordinator, run, input in
        try await coordinator.executeParallel(
          tasks.map { AgentTask(agentID: $0.0, dependsOn: $0.1) }, input, on: run)
      }
    }
    #expect(error.code == .badRequest && error.message == message && !error.remedy.isEmpty)
    #expect(agents.asked.isEmpty)
  }

  @Test("M-030 one agent, a few with a coordinator and a plan with dependencies are run in one way")
  func levels() async throws {
    let fixture = try await PatternsFixture()
    let single = try await fixture.perform(coordination: #"{"tasks": [{"agent_id": "ticketing"}]}"#, input: "1")
    let few = try await fixture.perform(
      coordination: #"{"strategy": "parallel", "tasks": [{"agent_id": "ticketing"}, {"agent_id": "finance"}]}"#)
    let plan = try await fixture.perform(
      plan: #"{"steps": [{"id": "a", "action": "a.a"}, {"id": "b", "action": "b.b", "dependencies": ["a"]}]}"#)
    #expect([single, few, plan].map { $0["results"]?.count } == [1, 2, 2])
    await fixture.runs.stop()
    let runs = fixture.store.runs(RunQuery())
    #expect(runs.map(\.workflow) == ["coordinator", "coordinator", "plan"])
    #expect(runs.allSatisfy { $0.state == .completed })
  }

  @Test("M-033 a coordinator counts executions, their average time and the strategies used")
  func statistics() async throws {
    let coordinator = Coordinator()
    #expect(coordinator.statistics.averageTime == 0)
    let agents = ScriptedAgents { _, count in
      try await Task.sleep(for: .milliseconds(30))
      if count == 3 { throw RoundhouseError(.agentError, "no", agentCode: "no") }
      return "1"
    }
    for strategy in [
      CoordinationStrategy.sequential, .parallel, .parallel, .conditional(TaskRouter([], otherwise: "a")),
    ] {
      _ = try await perform(agents, coordinator) { coordinator, run, input in
        try await coordinator.executeWorkflow([AgentTask(agentID: "a")], strategy, input, on: run)
      }
    }
    let statistics = coordinator.statistics
    #expect(statistics.totalExecutions == 4 && statistics.failedExecutions == 1)
    #expect(statistics.averageTime >= 29)
    #expect(statistics.strategiesUsed == ["sequential": 1, "parallel": 2, "conditional": 1])
    let json = try JSONDocument(parsing: statistics.json).root
    #expect(json.members.map(\.key) == ["total_executions", "failed_executions", "avg_time_ms", "strategies_used"])
  }
}
