import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct ManyPlansTests {
  @Test("M-032 500 plans at once: none is lost, none sees another's answers, each step is asked once")
  func manyAtOnce() async throws {
    let fixture = try await PatternsFixture(ScriptedAgents { ask, _ in ask.input })
    let plan = """
      { "parallel": true, "steps": [
        { "id": "a", "action": "a.a" }, { "id": "b", "action": "b.b" },
        { "id": "c", "action": "c.c", "dependencies": ["a", "b"] }
      ], "output": { "$": ".steps.c.output | [.a, .b]" } }
      """
    let outputs = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<500 {
        group.addTask {
          let result = try await fixture.perform(plan: plan, input: "\(number)")
          return (number, String(decoding: result["output"]?.raw ?? [], as: UTF8.self))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    await fixture.runs.stop()
    #expect(outputs == Dictionary(uniqueKeysWithValues: (0..<500).map { ($0, "[\($0),\($0)]") }))
    #expect(fixture.agents.asked.count == 1500)
    #expect(Set(fixture.agents.asked.map(\.key)).count == 1500)
    var query = RunQuery()
    query.limit = 1000
    let runs = fixture.store.runs(query)
    #expect(runs.count == 500 && runs.allSatisfy { $0.state == .completed })
  }

  @Test("M-032 what orchestration adds to agents that answer at once stays far below the seeds' 100 ms")
  func overhead() async throws {
    let fixture = try await PatternsFixture()
    let request = Templates.all.first { $0.name == "session-start" }.map { $0.request() }
    let clock = SystemClock()
    var times: [Nanoseconds] = []
    for _ in 0..<500 {
      let began = clock.now
      let outcome = try await fixture.runs.perform("plan", try #require(request))
      times.append(clock.now - began)
      #expect(outcome.state == .completed)
    }
    await fixture.runs.stop()
    times.sort()
    #expect(times[250] < .milliseconds(100), "median \(times[250] / 1000) µs, p99 \(times[495] / 1000) µs")
  }
}
