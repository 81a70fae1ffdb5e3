import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct RunTests {
  @Test("a workflow asks one agent after another and passes on what they say")
  func sequence() async throws {
    let trip = Workflow("trip") { run, input in
      let found = try await run.call("flights.search", input)
      let booked = try await run.call("flights.book", found.bytes)
      return try await run.call("mail.send", booked.bytes).bytes
    }
    let agents = ScriptedAgents { ask, _ in "\(ask.input)>\(ask.capability)" }
    let fixture = try await RunsFixture(MemoryRunStore(), agents, trip)
    let outcome = try await fixture.runs.perform("trip", [UInt8]("Lisbon"))
    #expect(outcome.state == .completed)
    #expect(outcome.output.text == "Lisbon>flights.search>flights.book>mail.send")
    #expect(agents.capabilities == ["flights.search", "flights.book", "mail.send"])
    await fixture.runs.stop()
  }

  @Test("M-113 each step is recorded with its key, its agent and its answer")
  func journal() async throws {
    let store = MemoryRunStore()
    let twice = Workflow("twice") { run, _ in
      _ = try await run.call("a.b")
      let round = run.scope("round")
      _ = try await round.call("a.b", id: "first")
      return try await round.call("a.b", id: "first").bytes
    }
    let fixture = try await RunsFixture(store, ScriptedAgents(), twice)
    let number = try await fixture.runs.perform("twice").number
    await fixture.runs.stop()
    let entries = store.journal(of: number)
    #expect(entries.map(\.key) == ["a.b", "round/first", "round/first#2", "event:run:completed"])
    #expect(entries.dropLast().allSatisfy { $0.agent == "scripted" && $0.status == .finished })
    #expect(fixture.agents.asked.map(\.key) == entries.dropLast().map { "\(number)/\($0.key)" })
    #expect(store.run(number)?.state == .completed)
  }

  @Test("M-072 a step that fails is an error that names every attempt; the run fails with the agent's own words")
  func failure() async throws {
    let agents = ScriptedAgents { (_, count) throws(RoundhouseError) in
      throw RoundhouseError(.agentError, "no seat \(count)", agentCode: "sold_out")
    }
    let fixture = try await RunsFixture(
      MemoryRunStore(), agents,
      Workflow("buy") { run, _ in
        try await run.call("ticket.buy", [], Step(retry: Retry(.immediate, retries: 2))).bytes
      })
    let outcome = try await fixture.runs.perform("buy")
    #expect(outcome.state == .failed)
    #expect(outcome.error?.agentCode == "sold_out")
    // An agent's own code says that it knows what it does: not worth while unless it says so.
    #expect(agents.asked.count == 1)
    await fixture.runs.stop()
  }

  @Test("M-070 what may pass by itself is tried again as often as the step says")
  func retry() async throws {
    let store = MemoryRunStore()
    let agents = ScriptedAgents { (_, count) throws(RoundhouseError) in
      if count < 2 { throw RoundhouseError(.agentCrashed, "gone") }
      return "done"
    }
    let fixture = try await RunsFixture(
      store, agents,
      Workflow("patient") { run, _ in
        try await run.call("a.b", [], Step(retry: Retry(.immediate, retries: 3))).bytes
      })
    let outcome = try await fixture.runs.perform("patient")
    await fixture.runs.stop()
    #expect(outcome.output.text == "done")
    #expect(Set(agents.asked.map(\.key)).count == 1)
    #expect(store.journal(of: outcome.number).map(\.kind) == [.attempt, .attempt, .call, .end])
    #expect(store.journal(of: outcome.number).map(\.attempt) == [1, 2, 3, 1])
  }

  @Test("a store is let go after its runs were stopped")
  func letGo() async throws {
    weak let store = try await Self.storeOfStoppedRuns()
    try await eventually { store == nil }
  }

  private static func storeOfStoppedRuns() async throws -> MemoryRunStore {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(
      store, ScriptedAgents(), Workflow("one") { run, _ in try await run.call("a.b").bytes })
    _ = try await fixture.runs.perform("one")
    await fixture.runs.stop()
    return store
  }

  @Test("M-077 branches fail alone, and both results and errors are there")
  func isolation() async throws {
    let agents = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "b.fails" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
      return ask.capability
    }
    let fan = Workflow("fan") { run, _ in
      let outcomes = try await run.branches(
        "all",
        ["a.works", "b.fails", "c.works"].map { name in
          Branch(name) { run, _ in try await run.call(name).bytes.text }
        })
      return [UInt8]((outcomes.results.keys.sorted() + outcomes.errors.keys.sorted()).joined(separator: " "))
    }
    let fixture = try await RunsFixture(MemoryRunStore(), agents, fan)
    #expect(try await fixture.runs.perform("fan").output.text == "a.works c.works b.fails")
    await fixture.runs.stop()
  }
}
