import Testing

internal import RoundhouseModel
internal import RoundhouseRuns
internal import Synchronization

@Suite struct AgainTests {
  private static let trip = Workflow("trip") { run, input in
    let found = try await run.call("flights.search", input)
    do {
      _ = try await run.call("seat.choose")
    } catch RunError.step {
      _ = try await run.call("seat.any")
    }
    return try await run.call("flights.book", found.bytes).bytes
  }

  @Test("M-075 a failed run goes on where it failed; what it has answered to itself stays")
  func goesOn() async throws {
    let isMended = Atomic(false)
    let agents = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      let fails = ["seat.choose"] + (isMended.load(ordering: .relaxed) ? [] : ["flights.book"])
      if fails.contains(ask.capability) { throw RoundhouseError(.agentError, "no", agentCode: "no") }
      return ask.capability
    }
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, agents, Self.trip)
    let first = try await fixture.runs.perform("trip")
    #expect(first.state == .failed)
    try await eventually { store.run(first.number)?.state == .failed }
    isMended.store(true, ordering: .relaxed)
    try await fixture.runs.goOnAgain(first.number)
    let second = try await fixture.runs.outcome(of: first.number)
    #expect(second.state == .completed)
    #expect(
      agents.capabilities == ["flights.search", "seat.choose", "seat.any", "flights.book", "flights.book"])
    await fixture.runs.stop()

    // A third life finds the same way through a journal that has both.
    let replay = try await { () async throws in
      let third = try await RunsFixture(store, ScriptedAgents(), Self.trip)
      let replay = try await third.runs.replay(first.number)
      await third.runs.stop()
      return replay
    }()
    #expect(replay.isSame)
    #expect(replay.asked.isEmpty)
  }

  @Test("M-075 a replay asks nobody, and says what the code of today would do otherwise")
  func replay() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.trip)
    let number = try await fixture.runs.perform("trip").number
    try await eventually { store.run(number)?.state == .completed }
    #expect(try await fixture.runs.replay(number).isSame)
    fixture.runs.register(
      Workflow("trip") { run, input in
        _ = try await run.call("flights.search", input)
        _ = try await run.call("seat.choose")
        return try await run.call("hotel.book").bytes
      })
    let asked = fixture.agents.asked.count
    let other = try await fixture.runs.replay(number)
    #expect(!other.isSame)
    #expect(other.outcome.error?.code == .runDiverged)
    #expect(fixture.agents.asked.count == asked)
    await fixture.runs.stop()
  }

  @Test("M-075 two runs are compared step by step")
  func difference() async throws {
    let store = MemoryRunStore()
    let agents = ScriptedAgents { (ask, count) throws(RoundhouseError) in
      ask.capability == "flights.book" ? "seat \(count)" : ask.capability
    }
    let fixture = try await RunsFixture(store, agents, Self.trip)
    let numbers = [
      try await fixture.runs.perform("trip", [UInt8]("a")).number,
      try await fixture.runs.perform("trip", [UInt8]("b")).number,
    ]
    await fixture.runs.stop()
    let difference = RunDifference(store.journal(of: numbers[0]), store.journal(of: numbers[1]))
    #expect(difference.lines.map(\.key) == ["flights.search", "flights.book"])
    #expect(difference.lines.map(\.change) == [.input, .output])
  }
}
