import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// M-076: background jobs.
@Suite struct JobTests {
  private static let one = Workflow("one") { run, input in try await run.call("a.a", input).bytes }

  @Test("M-076 a job is taken, tried again when it fails, and what is done is not done again")
  func retried() async throws {
    let agents = ScriptedAgents { (ask, count) throws(RoundhouseError) in
      if ask.capability == "b.b", count < 2 { throw RoundhouseError(.agentError, "no", agentCode: "no") }
      return ask.capability
    }
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(
      store, agents,
      Workflow("two") { run, _ in
        _ = try await run.call("a.a")
        return try await run.call("b.b").bytes
      })
    var options = JobOptions()
    options.retry = Retry(.fixed, retries: 3, base: .milliseconds(10), jitter: 0)
    let number = try await fixture.runs.enqueue("two", [], options)
    let outcome = try await fixture.runs.outcome(of: number)
    #expect(outcome.state == .completed)
    #expect(agents.capabilities == ["a.a", "b.b", "b.b", "b.b"])
    try await eventually { store.run(number)?.state == .completed }
    #expect(store.run(number)?.job.attempts == 3)
    await fixture.runs.stop()
  }

  @Test("M-076 a job that keeps failing is put aside, with its last error")
  func aside() async throws {
    let agents = ScriptedAgents { (_, count) throws(RoundhouseError) in
      throw RoundhouseError(.agentError, "no \(count)", agentCode: "no")
    }
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, agents, Self.one)
    var options = JobOptions()
    options.retry = Retry(.immediate, retries: 2)
    let number = try await fixture.runs.enqueue("one", [], options)
    let outcome = try await fixture.runs.outcome(of: number)
    #expect(outcome.state == .failed)
    #expect(outcome.error?.message == "no 2")
    #expect(agents.asked.count == 3)
    await fixture.runs.stop()
  }

  @Test("M-076 the most urgent job is taken first, a delayed one when its time has come, one of two with a key once")
  func order() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.one)
    fixture.runs.limitJobs(to: 0)
    for (priority, delay, key) in [(0, 0, "k"), (5, 0, ""), (9, 300, ""), (0, 0, "k"), (1, 0, "")] {
      var options = JobOptions()
      options.priority = Int64(priority)
      options.delay = .milliseconds(UInt64(delay))
      options.key = key
      _ = try await fixture.runs.enqueue("one", [UInt8]("\(priority)"), options)
    }
    fixture.runs.limitJobs(to: 1)
    try await eventually { fixture.agents.asked.count == 4 }
    #expect(fixture.agents.asked.map(\.input) == ["5", "1", "0", "9"])
    await fixture.runs.stop()
  }

  @Test("M-076 jobs of an earlier process are taken by the next one")
  func survives() async throws {
    let store = MemoryRunStore()
    let first = try await RunsFixture(store, ScriptedAgents(), Self.one)
    first.runs.limitJobs(to: 0)
    let number = try await first.runs.enqueue("one")
    await first.runs.stop()
    #expect(store.run(number)?.state == .queued)
    let second = try await RunsFixture(store, ScriptedAgents(), Self.one)
    #expect(try await second.runs.outcome(of: number).state == .completed)
    await second.runs.stop()
  }
}
