import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct SubRunTests {
  private static let child = Workflow("child") { run, input in
    _ = try await run.call("child.first", input)
    return try await run.call("child.second").bytes
  }
  private static let parent = Workflow("parent") { run, input in
    _ = try await run.call("parent.first")
    return try await run.start("child", input)
  }

  @Test("a run starts another one, which has its own journal, and goes on with what it says")
  func nested() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.child, Self.parent)
    let outcome = try await fixture.runs.perform("parent", [UInt8]("x"))
    await fixture.runs.stop()
    #expect(outcome.output.text == "\"child.second\"")
    let runs = store.runs(RunQuery())
    #expect(runs.map(\.workflow) == ["parent", "child"])
    #expect(runs.map(\.state) == [.completed, .completed])
    #expect(runs.last?.parent == outcome.number && runs.last?.parentKey == "child")
  }

  @Test("parent and child go on after the host has ended, each step once")
  func resumed() async throws {
    let store = MemoryRunStore()
    let stuck = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "child.second" { try? await Task.sleep(for: .seconds(3600)) }
      return ask.capability
    }
    let first = try await RunsFixture(store, stuck, Self.child, Self.parent)
    let number = try await first.runs.submit("parent", [UInt8]("x"))
    try await eventually { stuck.capabilities.contains("child.second") }
    await first.runs.stop()
    let second = try await RunsFixture(store, ScriptedAgents(), Self.child, Self.parent)
    #expect(try await second.runs.outcome(of: number).state == .completed)
    await second.runs.stop()
    #expect(second.agents.capabilities == ["child.second"])
    #expect(store.runs(RunQuery()).count == 2)
  }

  @Test("runs that start each other end at the depth of their budget")
  func circle() async throws {
    let fixture = try await RunsFixture(
      MemoryRunStore(), ScriptedAgents(), Workflow("again") { run, _ in try await run.start("again") })
    let outcome = try await fixture.runs.perform("again")
    #expect(outcome.state == .failed)
    #expect(outcome.error?.code == .budgetExceeded)
    await fixture.runs.stop()
  }

  @Test("a budget of calls is one for a run, its branches and its sub-runs")
  func budget() async throws {
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), Self.child, Self.parent)
    var options = RunOptions()
    options.budget.calls = 2
    let outcome = try await fixture.runs.perform("parent", [], options)
    #expect(outcome.state == .failed)
    #expect(outcome.error?.code == .budgetExceeded)
    #expect(fixture.agents.capabilities == ["parent.first", "child.first"])
    await fixture.runs.stop()
  }
}
