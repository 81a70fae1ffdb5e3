import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Others take the place of agents that fail.
@Suite struct HandoffFallbackTests {
  private static func failing(_ names: String...) -> ScriptedAgents {
    ScriptedAgents { ask, _ in
      if names.contains(ask.agent) { throw RoundhouseError(.agentCrashed, "\(ask.agent) is gone", agentCode: "gone") }
      return "\"\(ask.agent)\""
    }
  }

  @Test("M-043 a fallback is asked with the same context; only the current agent is another")
  func context() async throws {
    let agents = Self.failing("rag-agent")
    let (result, outcome, _) = try await Handing.over(agents)
    #expect(outcome.state == .completed)
    #expect(agents.asked.map(\.agent) == ["search-agent", "rag-agent", "spare-one", "llm-agent"])
    let (failed, spare) = (try Handing.given(agents, 1), try Handing.given(agents, 2))
    #expect(failed["context"]?["current_agent"]?.string == "rag-agent")
    #expect(spare["context"]?["current_agent"]?.string == "spare-one")
    for key in ["chain_id", "previous_agent", "previous_output", "context_data"] {
      #expect(failed["context"]?[key].map { Array($0.raw) } == spare["context"]?[key].map { Array($0.raw) })
    }
    let last = try Handing.given(agents, 3)
    #expect(last["context"]?["previous_agent"]?.string == "spare-one")
    #expect(last["context"]?["context_data"]?["spare-one"]?.string == "spare-one")
    let hop = try #require(result["hops"]?[1])
    #expect(hop["agent"]?.string == "rag-agent" && hop["answered_by"]?.string == "spare-one")
    #expect(hop["errors"]?[0]?["code"]?.string == "agent_crashed")
    #expect(result["metrics"]?["fallbacks_used"]?.int == 1)
  }

  @Test("M-043 fallbacks are asked in their order, until one answers")
  func order() async throws {
    let agents = Self.failing("rag-agent", "spare-one")
    let (result, _, _) = try await Handing.over(agents)
    #expect(agents.asked.map(\.agent) == ["search-agent", "rag-agent", "spare-one", "spare-two", "llm-agent"])
    #expect(result["hops"]?[1]?["errors"]?.count == 2 && result["success"]?.bool == true)
  }

  @Test("M-043 M-160 where all have failed, the chain has: its run fails, with the hops so far and every error")
  func allFailed() async throws {
    let agents = Self.failing("rag-agent", "spare-one", "spare-two")
    let (result, outcome, _) = try await Handing.over(agents)
    #expect(outcome.state == .failed && outcome.error?.code == .agentCrashed)
    #expect(
      outcome.error?.message
        == "search_rag_llm has failed at rag-agent: rag-agent is gone (and in its place spare-one, spare-two)")
    #expect(result["success"]?.bool == false && result["hops"]?.count == 2)
    #expect(result["hops"]?[0]?["output"]?.string == "search-agent" && result["hops"]?[1]?["output"] == nil)
    #expect(result["error"]?["code"]?.string == "agent_crashed" && result["output"]?.isNull == true)
  }

  @Test("M-113 set going again, a failed chain asks only for what has failed, with what was found out before")
  func again() async throws {
    let agents = ScriptedAgents { ask, count in
      if ask.agent != "search-agent", count < 4 { throw RoundhouseError(.agentError, "no", agentCode: "no") }
      return "\"\(ask.agent)\""
    }
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), HandoffManager().workflow)
    let request = HandoffDocument.request(Array(Handing.three.utf8), input: Array("\"hello\"".utf8))
    let outcome = try await fixture.runs.perform("handoff", request)
    #expect(outcome.state == .failed)
    try await fixture.runs.goOnAgain(outcome.number)
    let second = try await fixture.runs.outcome(of: outcome.number)
    await fixture.runs.stop()
    #expect(second.state == .completed)
    #expect(
      agents.asked.map(\.agent) == [
        "search-agent", "rag-agent", "spare-one", "spare-two", "rag-agent", "llm-agent",
      ])
    #expect(try Handing.given(agents, 4)["context"]?["previous_output"]?.string == "search-agent")
  }

  @Test("M-043 an agent is tried again, and given up at its time, before another takes its place")
  func retriesAndTime() async throws {
    let document = """
      { "pattern": "handoff", "agents": {
          "a": { "retryPolicy": { "maxRetries": 2, "backoffMs": 1 } }, "b": { "timeout": 50 }, "c": {} },
        "chains": [{ "id": "ab", "agents": ["a", "b"], "fallback_agents": { "b": ["c"] } }], "default": "ab" }
      """
    let agents = ScriptedAgents { ask, count in
      if ask.agent == "a", count < 2 { throw RoundhouseError(.overloaded, "busy") }
      return ask.agent == "b" ? try await hang() : "\"\(ask.agent)\""
    }
    let (result, _, _) = try await Handing.over(agents, document)
    #expect(agents.asked.map(\.agent) == ["a", "a", "a", "b", "c"])
    #expect(result["hops"]?[1]?["errors"]?[0]?["code"]?.string == "deadline_exceeded")
    #expect(result["output"]?.string == "c")
  }

  @Test(
    "M-045 M-160 with one call in eight failing, 95 of 100 chains and more succeed, each hop in less than two seconds")
  func faults() async throws {
    // The seed makes the same faults in each run of the test.
    var generator = SplitMix(seed: 45)
    let faults = (0..<4000).map { _ in Int.random(in: 0..<8, using: &generator) == 0 }
    let numbers = Numbers()
    let agents = ScriptedAgents { ask, _ in
      if faults[numbers.next() % faults.count] { throw RoundhouseError(.agentError, "a fault", agentCode: "fault") }
      return "\"\(ask.agent)\""
    }
    let document = try HandoffDocument(
      Array(
        Handing.three.replacing(
          #""fallback_agents": {"#, with: #""fallback_agents": { "search-agent": ["spare-one", "spare-two"],"#
        ).replacing(#""llm-agent": ["spare-one"]"#, with: #""llm-agent": ["spare-one", "spare-two"]"#).utf8))
    let manager = HandoffManager()
    for _ in 0..<300 {
      _ = try await manager.executeHandoff(
        OrchestrationRequest(message: "hello"), document, on: .unrecorded(agents))
    }
    let statistics = manager.statistics
    #expect(statistics.totalChains == 300)
    #expect(statistics.chainSuccessRate >= 0.95)
    #expect(statistics.contextPassingRate == 1)
    // There was something to make good, and nearly all of it was.
    #expect(statistics.fallbackRate > 0.08 && statistics.fallbackRate < 0.18)
    #expect(statistics.fallbackSuccessRate > 0.9)
    #expect(statistics.averageHop < 2000)
  }

  @Test(
    "M-041 M-043 M-045 a chain with a fallback, a summary and a handoff of its own goes on after each of its records")
  func resumes() async throws {
    let document = """
      { "pattern": "handoff",
        "agents": { "a": {}, "b": {}, "c": { "pass": { "summary": { "bytes": 40 } } }, "spare": {} },
        "chains": [{ "id": "abc", "agents": ["a", "b", "c"], "fallback_agents": { "b": ["spare"] } }], "default": "abc" }
      """
    let long = String(repeating: "word ", count: 30)
    let request = HandoffDocument.request(Array(document.utf8), input: Array("\"hello\"".utf8))
    try await ResumeCheck.run(
      request,
      { ask, _ in
        if ask.capability == "text.summarize" { return #"{"summary":"short"}"# }
        switch ask.agent {
        case "b": throw RoundhouseError(.agentError, "no", agentCode: "no")
        case "c" where !ask.input.contains(#""previous_agent":"a""#):
          return #"{"content":"once more","handoff":{"to":"a","reason":"too short"}}"#
        default: return "\"\(ask.agent) \(long)\""
        }
      }, { HandoffManager().workflow })
  }

  @Test("M-043 a chain in which all have failed fails in the same way after each of its records")
  func failureResumes() async throws {
    let request = HandoffDocument.request(Array(Handing.three.utf8), input: Array("\"hello\"".utf8))
    try await ResumeCheck.run(
      request,
      { ask, _ in
        if ask.agent != "search-agent" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        return "1"
      }, { HandoffManager().workflow })
  }
}
