import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Seed 004's tests of routing, of agents beside one another, and of the whole workflow.
@Suite struct EnhancedWorkflowTests {
  // MARK: Routing

  @Test("M-162 M-090 the surest of several ways to retrieve is taken, and its confidence is the workflow's")
  func routing() async throws {
    let fixture = try await EnhancedFixture()
    let (_, result) = try await fixture.perform(
      #"""
      { "options": [{ "id": "simple_response", "confidence": 0.3, "capability": "simple" },
          { "id": "rag_search", "confidence": 0.85, "capability": "document.retrieve" }, { "id": "multi_agent", "confidence": 0.7 }] }
      """#)
    #expect(fixture.host.agents.capabilities == ["memory.store", "document.retrieve"])
    #expect(
      result["state"]?["routing_history"]?[0]?["alternatives"]?.elements.compactMap { $0["route"]?.string } == [
        "multi_agent", "simple_response",
      ])
    #expect(result["output"]?["context"]?.string == "Agents learn.")
    #expect(fixture.host.patterns.router.routingPerformance["rag_search"]?.history == [0.85])
  }

  @Test(
    "M-162 M-090 a route without a call is only chosen; who does not say how sure the routes are is an error that is kept"
  )
  func unscored() async throws {
    let fixture = try await EnhancedFixture(EnhancedFixture.failing("route.score", times: 100))
    let (_, result) = try await fixture.perform(
      #"{ "retryStrategy": "immediate", "scoredBy": { "capability": "route.score" }, "options": [{ "id": "a" }, { "id": "b", "confidence": 0.8 }] }"#
    )
    #expect(result["state"]?["routing_history"]?[0]?["route"]?.string == "b" && result["output"]?.isNull == true)
    #expect(result["state"]?["errors"]?[0]?["node"]?.string == "retrieve")
  }

  // MARK: Beside one another

  @Test("M-162 S4-20 agents run beside one another, and the failure of one leaves the results of the others")
  func parallel() async throws {
    let fixture = try await EnhancedFixture { ask, before in
      try await Task.sleep(for: .milliseconds(30))
      if ask.capability == "legal.analyze" { throw RoundhouseError(.badRequest, "no case") }
      return try await EnhancedFixture.office(ask, before)
    }
    let template = try Templates.named("legal-research")
    let outcome = try await fixture.host.runs.perform(template.workflow, template.request())
    await fixture.host.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(outcome.state == .completed)
    #expect(
      text(result["state"]?["parallel_results"])
        == #"{"legal_research":"legal.research","citation_check":"legal.cite"}"#)
    #expect(text(result["output"]) == text(result["state"]?["parallel_results"]))
    #expect(result["state"]?["errors"]?[0]?["node"]?.string == "case_analysis")
    let spans = fixture.host.agents.spans.filter { $0.capability.hasPrefix("legal.") }
    #expect(spans.count == 3)
    #expect(try #require(spans.map(\.began).max()) < #require(spans.map(\.ended).min()))
  }

  @Test("M-162 S4-20 agents that fail are tried again, each for itself; if all fail, so does the workflow")
  func parallelRetries() async throws {
    let document =
      #"{ "retryStrategy": "immediate", "parallel": [{ "id": "x", "capability": "x" }, { "id": "y", "capability": "y" }] }"#
    let (outcome, result) = try await EnhancedFixture(EnhancedFixture.failing("x", times: 2)).perform(document)
    #expect(outcome.state == .completed && result["state"]?["errors"]?.count == 2)
    #expect(text(result["state"]?["parallel_results"]) == #"{"x":"x","y":"y"}"#)
    let failing = try await EnhancedFixture { ask, before in
      if ["x", "y"].contains(ask.capability) { throw RoundhouseError(.badRequest, "no \(ask.capability)") }
      return try await EnhancedFixture.office(ask, before)
    }.perform(document)
    #expect(failing.outcome.state == .failed && failing.outcome.error?.message == "no x")
    #expect(failing.result["state"]?["errors"]?.count == 2)
  }

  @Test("M-168 S4-35 seed 004, example 4: research, analysis and five citations")
  func parallelTemplate() async throws {
    let template = try Templates.named("parallel-agents")
    let fixture = try await EnhancedFixture()
    let outcome = try await fixture.host.runs.perform(template.workflow, template.request())
    await fixture.host.runs.stop()
    let asked = fixture.host.agents.asked.filter { $0.capability.hasPrefix("legal.") }
    let query = "The carrier delivered late and the mill stood idle. Which lost profits are owed?"
    #expect(Set(asked.map(\.capability)) == ["legal.research", "legal.analyze", "legal.cite"])
    #expect(asked.first { $0.capability == "legal.cite" }?.input == "{\"query\":\"\(query)\",\"count\":5}")
    let results = try JSONDocument(parsing: outcome.output).root["state"]?["parallel_results"]
    #expect(results?.members.map(\.key) == ["research", "analysis", "citation"])
  }

  // MARK: The whole

  @Test(
    "M-111 M-162 seed 004, example 5: audit, reflect, retrieve and finalise, sure enough for nobody to be asked")
  func complete() async throws {
    let template = try Templates.named("enhanced-workflow")
    let document = try #require(template.document.content as? EnhancedDocument)
    let made = EnhancedOrchestration.createEnhancedOrchestration()
    #expect(document.errorRecovery == made.errorRecovery && document.review.timeout == made.review.timeout)
    #expect(document.confidenceThreshold == 0.75 && made.confidenceThreshold == 0.75 && made.moment == .lowConfidence)
    let fixture = try await EnhancedFixture()
    let outcome = try await fixture.host.runs.perform(template.workflow, template.request())
    await fixture.host.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(fixture.host.agents.capabilities == ["memory.store", "document.retrieve", "text.write"])
    #expect(
      result["state"]?["thread_id"]?.string == "my-workflow" && result["state"]?["facts"]?[0]?["id"]?.string == "fact-1"
    )
    #expect(result["output"]?["text"]?.string == "Agents learn from data [1].")
    let events = try fixture.host.events()
    #expect(
      events.map(\.type) == [
        "workflow:stage", "workflow:stage", "workflow:node", "audit:event", "workflow:checkpoint", "workflow:node",
        "workflow:checkpoint", "workflow:node", "routing:chosen", "workflow:checkpoint", "workflow:stage",
        "workflow:node", "workflow:checkpoint", "workflow:stage",
      ])
    #expect(events[3].data["event_type"]?.string == "workflow_start" && events[3].data["actor"]?.string == "user-123")
    #expect(events[3].data["details"]?["key"]?.string == "value")
    #expect(events[4].data["node"]?.string == "audit" && events[4].data["stage"]?.string == "processing")
  }

  @Test("M-111 the basic variant does four things, with no retries, no choice and no review")
  func basic() async throws {
    let template = try Templates.named("memory-workflow")
    let document = try #require(template.document.content as? EnhancedDocument)
    let made = EnhancedOrchestration.buildMemoryWorkflow()
    #expect(document.nodes == ["audit", "reflect", "retrieve", "finalize"] && made.nodes == document.nodes)
    #expect(made.errorRecovery.retry.delay(after: 1, random: 0) == nil && document.errorRecovery == made.errorRecovery)
    let fixture = try await EnhancedFixture()
    let outcome = try await fixture.host.runs.perform(template.workflow, template.request())
    await fixture.host.runs.stop()
    let state = try #require(try JSONDocument(parsing: outcome.output).root["state"])
    #expect(fixture.host.agents.capabilities == ["memory.store", "memory.store", "memory.retrieve"])
    #expect(state["facts"]?.elements.compactMap { $0["id"]?.string } == ["fact-1", "fact-2"])
    #expect(state["routing_confidence"] == nil && state["routing_history"]?.count == 0)
    #expect(fixture.host.agents.asked[2].input == #"{"query":"When does the archive open?","limit":5}"#)
  }

  @Test("M-111 the workflow is made in Swift, with its managers, and audit and finalise may be agents'")
  func swift() async throws {
    var document = EnhancedOrchestration.createEnhancedOrchestration(
      memory: MemoryManager(limit: 2), maxRetries: 1, reviewTimeoutMinutes: 5, confidenceThreshold: 0.5)
    #expect(document.errorRecovery.maxRetries == 1 && document.review.timeout == .seconds(300))
    document.audit = AgentCall(CallTarget(capability: "audit.log"))
    document.finalize = AgentCall(CallTarget(capability: "publish", agent: "press"))
    let orchestration = EnhancedOrchestration()
    let agents = ScriptedAgents(EnhancedFixture.office)
    let state = EnhancedWorkflowState(threadID: "t", userID: "u", query: "How do agents learn from data?")
    let result = try await orchestration.execute(document, state, on: Run.unrecorded(agents))
    #expect(result.success && result.state.output.text == #""publish""#)
    #expect(agents.capabilities == ["audit.log", "memory.store", "memory.retrieve", "publish"])
    #expect(agents.asked[0].input == #"{"event_type":"workflow_start","actor":"u","details":{}}"#)
    #expect(agents.asked[2].input == #"{"query":"How do agents learn from data?","limit":2}"#)
    // All four of the question's longer words but "does" are in what was found.
    #expect(result.state.routingConfidence == 1 && orchestration.router.routingPerformance["memory"]?.count == 1)
    #expect(orchestration.statistics.totalExecutions == 1 && orchestration.statistics.failedExecutions == 0)
    let statistics = try JSONDocument(parsing: orchestration.statistics.json).root
    #expect(statistics["nodes"]?["audit"]?["executions"]?.int == 1 && statistics["approval_rate"]?.double == 0)
  }

  @Test("M-154 document review: the contract is read and its citations are checked, beside one another")
  func documentReview() async throws {
    let template = try Templates.named("document-review")
    let fixture = try await EnhancedFixture()
    let outcome = try await fixture.host.runs.perform(template.workflow, template.request())
    await fixture.host.runs.stop()
    #expect(Set(fixture.host.agents.capabilities) == ["memory.store", "memory.retrieve", "legal.review", "legal.cite"])
    #expect(fixture.host.agents.asked.first { $0.capability == "legal.review" }?.input.contains("Northwind") == true)
    let output = try JSONDocument(parsing: outcome.output).root["output"]
    #expect(output?.members.map(\.key) == ["document_review", "citation_check"])
  }

  @Test("M-074 S4-24 a workflow with a retry, a failure beside others and a choice goes on after each of its records")
  func resumes() async throws {
    let document = #"""
      { "retryStrategy": "immediate", "options": [{ "id": "a", "confidence": 0.8, "capability": "document.retrieve" }],
        "parallel": [{ "id": "x", "capability": "x" }, { "id": "y", "capability": "y" }, { "id": "z", "capability": "bad.ask" }],
        "generate": { "capability": "text.write", "input": { "errors": { "$": ".state.errors | length" } } }, "finalize": { "capability": "end" } }
      """#
    try await expectTheSameInEveryLife(
      "enhanced", EnhancedDocument.request(Array(document.utf8), input: Array(#""why?""#.utf8)),
      { (ask, before) throws(RoundhouseError) in
        if ask.capability == "bad.ask" { throw RoundhouseError(.badRequest, "no") }
        return "\"\(ask.capability)\""
      }, records: 20)
  }

  @Test("M-074 S4-05 errors that were mended are the same in a resumed run")
  func resumedErrors() async throws {
    let document =
      #"{ "retryStrategy": "immediate", "review": "never", "generate": { "capability": "text.write" }, "finalize": { "capability": "end", "input": { "$": ".state.errors" } } }"#
    let store = MemoryRunStore()
    let request = EnhancedDocument.request(Array(document.utf8), input: Array(#""why?""#.utf8))
    let first = try await EnhancedFixture(
      { ask, before in
        ask.capability == "end"
          ? try await hang() : try await EnhancedFixture.failing("text.write", times: 2)(ask, before)
      }, store)
    let number = try await first.host.runs.submit("enhanced", request)
    try await eventually { first.host.agents.capabilities.last == "end" }
    let sent = try #require(first.host.agents.asked.last?.input)
    await first.host.runs.stop()
    let second = try await EnhancedFixture(EnhancedFixture.office, store)
    let outcome = try await second.host.runs.outcome(of: number)
    await second.host.runs.stop()
    #expect(outcome.state == .completed, "\(outcome.error?.description ?? "")")
    #expect(second.host.agents.asked.map(\.input) == [sent] && sent.contains("overloaded 2"))
  }

  @Test("M-113 set going again, a workflow asks only for what has failed")
  func again() async throws {
    let document = #"{ "retryStrategy": "no_retry", "generate": { "capability": "text.write" } }"#
    let store = MemoryRunStore()
    let first = try await EnhancedFixture(EnhancedFixture.failing("text.write", times: 1), store)
    let failed = try await first.perform(document)
    #expect(failed.outcome.state == .failed)
    let second = try await EnhancedFixture(EnhancedFixture.office, store)
    try await second.host.runs.goOnAgain(failed.outcome.number)
    let outcome = try await second.host.runs.outcome(of: failed.outcome.number)
    await second.host.runs.stop()
    #expect(outcome.state == .completed && second.host.agents.capabilities == ["text.write"])
    #expect(try second.host.events().map(\.type).suffix(2) == ["workflow:checkpoint", "workflow:stage"])
  }
}
