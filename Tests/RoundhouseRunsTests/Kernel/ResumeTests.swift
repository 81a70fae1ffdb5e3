import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// A process that ends in the midst of a run, and the next one that goes on.
@Suite struct ResumeTests {
  private static let trip = Workflow("trip") { run, input in
    let found = try await run.call("flights.search", input)
    let both = try await run.branches(
      "book",
      ["hotel.book", "flights.book"].map { name in
        Branch(name) { run, _ in try await run.call(name, found.bytes).bytes.text }
      })
    guard both.isComplete else { throw RoundhouseError(.agentError, "not booked") }
    return try await run.call("mail.send", [UInt8](both.results.values.sorted().joined(separator: "+"))).bytes
  }

  @Test("M-074 finished steps are not asked again; what was under way is, with the same key")
  func resumes() async throws {
    let store = MemoryRunStore()
    let first = try await RunsFixture(
      store,
      ScriptedAgents { (ask, _) throws(RoundhouseError) in
        // Never answers: the process ends before.
        if ask.capability == "mail.send" { try? await Task.sleep(for: .seconds(3600)) }
        return ask.capability
      }, Self.trip)
    let number = try await first.runs.submit("trip", [UInt8]("Lisbon"))
    try await eventually { first.agents.capabilities.contains("mail.send") }
    await first.runs.stop()

    let second = try await RunsFixture(store, ScriptedAgents(), Self.trip)
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(outcome.state == .completed)
    #expect(second.agents.capabilities == ["mail.send"])
    #expect(
      second.agents.asked.last
        == .init(
          capability: "mail.send", input: "flights.book+hotel.book", key: "\(number)/mail.send"))
    #expect(first.agents.asked.last?.key == second.agents.asked.last?.key)
  }

  @Test("code that asks for something else than is recorded blocks the run, and names both")
  func diverges() async throws {
    let store = MemoryRunStore()
    let stuck = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "b.b" { try? await Task.sleep(for: .seconds(3600)) }
      return ask.capability
    }
    let first = try await RunsFixture(
      store, stuck,
      Workflow("w") { run, _ in
        _ = try await run.call("a.a")
        return try await run.call("b.b").bytes
      })
    let number = try await first.runs.submit("w")
    try await eventually { stuck.capabilities.contains("b.b") }
    await first.runs.stop()
    let second = try await RunsFixture(
      store, ScriptedAgents(),
      Workflow("w") { run, _ in
        // Catches everything, and yet cannot make the run succeed.
        _ = try? await run.call("renamed.a")
        return try await run.call("b.b").bytes
      })
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(outcome.state == .blocked)
    #expect(outcome.error?.code == .runDiverged)
    #expect(outcome.error?.message.contains("a.a") == true && outcome.error?.message.contains("renamed.a") == true)
    #expect(second.agents.asked.isEmpty)
  }

  private static let pay = Workflow("pay") { run, _ in
    let once = Step(retry: Retry(.immediate, retries: 3), repeats: .atMostOnce)
    let paid = try await run.call("money.send", [], once).bytes
    return try await run.call("receipt.write", paid).bytes
  }

  /// A run whose host has ended while money was sent.
  private func inDoubt(_ store: MemoryRunStore) async throws -> RunNumber {
    let stuck = ScriptedAgents { _, _ in
      try? await Task.sleep(for: .seconds(3600))
      return ""
    }
    let first = try await RunsFixture(store, stuck, Self.pay)
    let number = try await first.runs.submit("pay")
    try await eventually { !stuck.asked.isEmpty }
    await first.runs.stop()
    return number
  }

  @Test("M-074 a step that must not be repeated and was begun blocks the run")
  func inDoubt() async throws {
    let store = MemoryRunStore()
    let number = try await inDoubt(store)
    let second = try await RunsFixture(store, ScriptedAgents(), Self.pay)
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(outcome.state == .blocked)
    #expect(outcome.error?.code == .stepInDoubt)
    #expect(second.agents.asked.isEmpty)
  }

  @Test(
    "a step in doubt is settled by whoever knows: it was done, it is done now, or it is not to be done",
    arguments: [
      (RunDecision.done([UInt8]("\"sent\"")), RunState.completed, ["receipt.write"]),
      (RunDecision.again, RunState.completed, ["money.send", "receipt.write"]),
      (RunDecision.failed("the bank says no"), RunState.failed, []),
    ])
  func decided(_ decision: RunDecision, _ state: RunState, _ asked: [String]) async throws {
    let store = MemoryRunStore()
    let number = try await inDoubt(store)
    let second = try await RunsFixture(store, ScriptedAgents(), Self.pay)
    #expect(try await second.runs.outcome(of: number).state == .blocked)
    try await second.runs.decide(number, decision)
    let outcome = try await second.runs.outcome(of: number)
    #expect(outcome.state == state)
    #expect(second.agents.capabilities == asked)
    if case .done = decision { #expect(second.agents.asked.first?.input == "\"sent\"") }
    if case .failed(let words) = decision { #expect(outcome.error?.message == words) }
    let refusal = await #expect(throws: RoundhouseError.self) { try await second.runs.decide(number, .again) }
    #expect(refusal?.code == .conflict)
    await second.runs.stop()
    // What was decided holds for every later life.
    let third = try await RunsFixture(store, ScriptedAgents(), Self.pay)
    #expect(try await third.runs.replay(number).isSame)
    #expect(third.agents.asked.isEmpty)
    await third.runs.stop()
  }
}
