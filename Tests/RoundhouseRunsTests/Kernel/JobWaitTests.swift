import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct JobWaitTests {
  @Test("whoever waits for a job is told of its end, whatever moment between two attempts he looks at")
  func end() async throws {
    let fixture = try await RunsFixture(
      MemoryRunStore(), ScriptedAgents(),
      Workflow("third-time") { run, _ in
        // Each attempt looks up what those before it have come to.
        for time in 0..<2 {
          let isOver = run.isReplaying
          _ = try await run.step("time-\(time)") { [] }
          if !isOver { throw RoundhouseError(.agentError, "not this time") }
        }
        return []
      })
    let runs = fixture.runs
    var options = JobOptions()
    options.retry = Retry(.immediate, retries: 4)
    let chosen = options
    let states = try await withThrowingTaskGroup(of: RunState.self) { group in
      for _ in 0..<300 {
        group.addTask { try await runs.outcome(of: runs.enqueue("third-time", [], chosen)).state }
      }
      return try await group.reduce(into: [RunState: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(states == [.completed: 300])
    await runs.stop()
  }
}
