import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// Branches that were called off because others had ended, and a host that ends after that.
@Suite struct CalledOffTests {
  /// The first branch answers late in the first life and at once in the next.
  private static func workflow(_ together: Together) -> Workflow {
    Workflow("votes") { run, _ in
      let branches = ["late", "early"].map { id in
        Branch<String>(id) { run, _ in try await run.call("vote.\(id)").bytes.text }
      }
      let outcomes = try await run.branches("votes", branches, together)
      let counted = outcomes.results.keys.sorted() + outcomes.errors.keys.sorted()
      return try await run.call("votes.count", [UInt8](counted.joined(separator: " "))).bytes
    }
  }

  @Test(
    "what was called off in one life is so in the next, although it could be done by now",
    arguments: [Together.quorum(1), .failFast])
  func same(together: Together) async throws {
    let store = MemoryRunStore()
    let slow = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "vote.early", together == .failFast { throw RoundhouseError(.agentError, "against") }
      if ask.capability != "vote.early" { try? await Task.sleep(for: .seconds(3600)) }
      if ask.capability == "vote.late" { throw RoundhouseError(.cancelled, "given up") }
      return ask.capability
    }
    let first = try await RunsFixture(store, slow, Self.workflow(together))
    let number = try await first.runs.submit("votes")
    try await eventually { slow.capabilities.contains("votes.count") }
    await first.runs.stop()

    let second = try await RunsFixture(store, ScriptedAgents(), Self.workflow(together))
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(outcome.state == .completed, "\(outcome)")
    #expect(second.agents.capabilities == ["votes.count"])
    #expect(second.agents.asked.last?.input == slow.asked.last?.input)
  }

  @Test("a sleep that was called off in one life is not over in the next")
  func sleep() async throws {
    let nap = Workflow("nap") { run, _ in
      let branches = [
        Branch<String>("napper") { run, _ in
          try await run.sleep("nap", for: .milliseconds(100))
          return try await run.call("woken").bytes.text
        },
        Branch<String>("early") { run, _ in try await run.call("early").bytes.text },
      ]
      let outcomes = try await run.branches("both", branches, .quorum(1))
      return try await run.call("last", [UInt8](outcomes.results.keys.sorted().joined())).bytes
    }
    let store = MemoryRunStore()
    let first = try await RunsFixture(store, Self.stuck(at: "last"), nap)
    let number = try await first.runs.submit("nap")
    try await eventually { first.agents.capabilities.contains("last") }
    await first.runs.stop()
    try await Task.sleep(for: .milliseconds(150))
    let second = try await RunsFixture(store, ScriptedAgents(), nap)
    #expect(try await second.runs.outcome(of: number).state == .completed)
    #expect(second.agents.capabilities == ["last"])
    await second.runs.stop()
  }

  @Test("a branch that never began, because another had failed by then, does not begin in the next life")
  func neverBegan() async throws {
    let trip = Workflow("trip") { run, _ in
      let branches = [
        Branch<String>("hotel") { run, _ in try await run.call("hotel").bytes.text },
        Branch<String>("car") { run, _ in try await run.call("car").bytes.text },
        Branch<String>("key", after: ["hotel"]) { run, _ in try await run.call("key").bytes.text },
      ]
      let outcomes = try await run.branches("trip", branches, .failFast)
      return try await run.call("last", [UInt8](outcomes.results.keys.sorted().joined())).bytes
    }
    let store = MemoryRunStore()
    let agents = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "car" { throw RoundhouseError(.agentError, "no car") }
      // Does not listen to whoever calls it off.
      if ask.capability == "hotel" { await Task.detached { try? await Task.sleep(for: .milliseconds(50)) }.value }
      if ask.capability == "last" { try? await Task.sleep(for: .seconds(3600)) }
      return ask.capability
    }
    let first = try await RunsFixture(store, agents, trip)
    let number = try await first.runs.submit("trip")
    try await eventually { agents.capabilities.contains("last") }
    #expect(agents.capabilities == ["hotel", "car", "last"] && agents.asked.last?.input == "hotel")
    await first.runs.stop()
    let second = try await RunsFixture(store, ScriptedAgents(), trip)
    #expect(try await second.runs.outcome(of: number).state == .completed)
    #expect(second.agents.capabilities == ["last"])
    await second.runs.stop()
  }

  @Test("one that never began does begin when the run goes on again from the branch that failed")
  func again() async throws {
    let trip = Workflow("trip") { run, _ in
      let branches = [
        Branch<String>("hotel") { run, _ in try await run.call("hotel").bytes.text },
        Branch<String>("car") { run, _ in try await run.call("car").bytes.text },
        Branch<String>("key", after: ["car"]) { run, _ in try await run.call("key").bytes.text },
      ]
      let outcomes = try await run.branches("trip", branches, .failFast)
      if let error = outcomes.errors["car"] { throw error }
      return [UInt8](outcomes.results.keys.sorted().joined(separator: " "))
    }
    let agents = ScriptedAgents { (ask, count) throws(RoundhouseError) in
      if ask.capability == "car", count == 0 { throw RoundhouseError(.agentError, "no car", agentCode: "none") }
      return ask.capability
    }
    let fixture = try await RunsFixture(MemoryRunStore(), agents, trip)
    let number = try await fixture.runs.submit("trip")
    #expect(try await fixture.runs.outcome(of: number).state == .failed)
    try await fixture.runs.goOnAgain(number)
    #expect(try await fixture.runs.outcome(of: number).output.text == "car hotel key")
    await fixture.runs.stop()
  }

  private static func stuck(at capability: String) -> ScriptedAgents {
    ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == capability { try? await Task.sleep(for: .seconds(3600)) }
      return ask.capability
    }
  }
}
