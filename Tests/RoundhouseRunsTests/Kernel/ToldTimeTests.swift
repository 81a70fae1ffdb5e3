import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct ToldTimeTests {
  @Test("a time that a run tells as its result is written down before anybody is told")
  func written() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(
      store, ScriptedAgents(),
      Workflow("clock") { run, _ in
        _ = try await run.call("a.a")
        return [UInt8]("\(try run.now())")
      })
    for _ in 0..<50 {
      let outcome = try await fixture.runs.perform("clock")
      let told = store.journal(of: outcome.number).first { $0.kind == .time }
      #expect(told?.body == outcome.output)
    }
    await fixture.runs.stop()
  }
}
