import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// M-113: a plan that has failed is set going again.
@Suite struct PlanAgainTests {
  /// Fails until it is told not to.
  private static func agents(mended: Bool) -> ScriptedAgents {
    ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability.hasPrefix("bad"), !mended { throw RoundhouseError(.agentError, "sold out", agentCode: "no") }
      return "\"\(ask.capability)\""
    }
  }

  private static let plan = """
    {"id": "trip", "parallel": true, "timeout": 60000, "steps": [
      {"id": "a", "capability": "good.a"},
      {"id": "b", "capability": "bad.b", "retryPolicy": {"maxRetries": 0}},
      {"id": "c", "capability": "bad.c", "retryPolicy": {"maxRetries": 0}},
      {"id": "d", "capability": "good.d", "dependencies": ["a", "b", "c"]}]}
    """

  @Test("M-113 only the steps that failed are asked again, and those that waited for them")
  func onlyWhatFailed() async throws {
    let store = MemoryRunStore()
    let first = try await PatternsFixture(Self.agents(mended: false), store)
    let input = PlanDocument.request(Array(Self.plan.utf8))
    let failed = try await first.runs.perform("plan", input)
    #expect(failed.state == .failed)
    #expect(failed.error?.code == .agentError && failed.error?.agentCode == "no")
    #expect(failed.error?.message == "trip has failed: b: sold out (and c, d)")
    #expect(try JSONDocument(parsing: failed.output).root["errors"]?.members.map(\.key) == ["b", "c", "d"])
    await first.runs.stop()
    #expect(store.run(failed.number)?.output == failed.output)

    let second = try await PatternsFixture(Self.agents(mended: true), store)
    #expect(try await second.runs.replay(failed.number).isSame)
    try await second.runs.goOnAgain(failed.number)
    let outcome = try await second.runs.outcome(of: failed.number)
    await second.runs.stop()
    #expect(outcome.state == .completed && outcome.error == nil)
    #expect(try JSONDocument(parsing: outcome.output).root["success"]?.bool == true)
    #expect(second.agents.asked.map(\.capability).sorted() == ["bad.b", "bad.c", "good.d"])
    #expect(store.run(failed.number)?.state == .completed)
  }

  @Test("M-076 a job whose plan fails is tried again, and asks only for what has failed")
  func job() async throws {
    let agents = ScriptedAgents { (ask, before) throws(RoundhouseError) in
      if ask.capability == "bad.b", before < 2 { throw RoundhouseError(.agentError, "sold out", agentCode: "no") }
      return "\"\(ask.capability)\""
    }
    let fixture = try await PatternsFixture(agents)
    var options = JobOptions()
    options.retry = Retry(.immediate, retries: 3)
    let number = try await fixture.runs.enqueue("plan", PlanDocument.request(Array(Self.plan.utf8)), options)
    let outcome = try await fixture.runs.outcome(of: number)
    await fixture.runs.stop()
    #expect(outcome.state == .completed)
    #expect(agents.asked.map(\.capability).sorted() == ["bad.b", "bad.b", "bad.b", "bad.c", "good.a", "good.d"])
  }
}
