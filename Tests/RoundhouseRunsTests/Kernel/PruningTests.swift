import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct PruningTests {
  private static let one = Workflow("one") { run, input in try await run.call("a.a", input).bytes }

  @Test("runs are forgotten so long after their end, those that go on are not")
  func forgotten() async throws {
    let store = MemoryRunStore()
    let stuck = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.input == "stuck" { try? await Task.sleep(for: .seconds(3600)) }
      return "1"
    }
    let first = try await RunsFixture(store, stuck, Self.one)
    let open = try await first.runs.submit("one", [UInt8]("stuck"))
    for _ in 0..<450 { _ = try await first.runs.perform("one") }
    #expect(try await first.runs.list(RunQuery(limit: 1000)).count == 451)
    await first.runs.stop()
    let second = try Runs(store: store, agents: stuck)
    second.register(Self.one)
    second.keepEnded(for: .milliseconds(1))
    try await second.start()
    try await eventually { store.runs(RunQuery(limit: 1000)).map(\.number) == [open] }
    #expect(store.entries(after: 0, limit: 1000).allSatisfy { $0.run == open })
    // Numbers of records go on where they were.
    #expect(store.lastEntry > 450)
    await second.stop()
  }
}

extension RunQuery {
  fileprivate init(limit: Int) {
    self.init()
    self.limit = limit
  }
}
