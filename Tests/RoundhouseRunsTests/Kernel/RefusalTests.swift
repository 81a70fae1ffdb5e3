import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// What the store's rules refuse of one run is no other run's matter.
@Suite struct RefusalTests {
  private static let one = Workflow("one") { run, input in try await run.call("a.a", input).bytes }

  @Test("a run whose key is taken is refused alone: others of the same commit go on, and so do later ones")
  func alone() async throws {
    let store = KeylessStore()
    let runs = try Runs(store: store, agents: ScriptedAgents())
    runs.register(Self.one)
    try await runs.start()
    var options = RunOptions()
    options.key = "k"
    let first = try await runs.submit("one", [], options)
    #expect(try await runs.outcome(of: first).state == .completed)
    // Once it is written the host knows it no more.
    #expect(try await runs.list(RunQuery()).map(\.state) == [.completed])
    async let neighbours = withThrowingTaskGroup(of: RunState.self) { group in
      for _ in 0..<50 { group.addTask { try await runs.perform("one").state } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let refusal = await #expect(throws: RoundhouseError.self) { try await runs.submit("one", [], options) }
    #expect(refusal?.code == .conflict)
    #expect(try await neighbours == Array(repeating: .completed, count: 50))
    var job = JobOptions()
    job.key = "k"
    let refusedJob = await #expect(throws: RoundhouseError.self) { try await runs.enqueue("one", [], job) }
    #expect(refusedJob?.code == .conflict)
    #expect(try await runs.perform("one").state == .completed)
    await runs.stop()
    #expect(store.runs(RunQuery()).filter { $0.state != .completed } == [])
  }

  @Test("that a run is cancelled is told when it is written")
  func cancelled() async throws {
    let store = MemoryRunStore()
    let stuck = ScriptedAgents { (_, _) throws(RoundhouseError) in
      try? await Task.sleep(for: .seconds(3600))
      return "late"
    }
    let fixture = try await RunsFixture(store, stuck, Self.one)
    for _ in 0..<100 {
      let number = try await fixture.runs.submit("one")
      try await fixture.runs.cancel(number, reason: "enough")
      #expect(try await fixture.runs.outcome(of: number).state == .cancelled)
      #expect(store.run(number)?.state == .cancelled)
    }
    await fixture.runs.stop()
  }

  @Test("whoever waits for a run is told when its host stops, and the run goes on with the next one")
  func stopped() async throws {
    let store = MemoryRunStore()
    let stuck = ScriptedAgents { (_, _) throws(RoundhouseError) in
      try? await Task.sleep(for: .seconds(3600))
      return "late"
    }
    let first = try await RunsFixture(store, stuck, Self.one)
    let number = try await first.runs.submit("one")
    async let waiting = first.runs.outcome(of: number)
    try await eventually { !stuck.asked.isEmpty }
    await first.runs.stop()
    let outcome = try await waiting
    #expect(outcome.state == .running)
    #expect(outcome.error?.message == "the host is shutting down")
    #expect(store.run(number)?.state == .running)
    let second = try await RunsFixture(store, ScriptedAgents(), Self.one)
    #expect(try await second.runs.outcome(of: number).state == .completed)
    await second.runs.stop()
  }

  @Test("whoever asks a host that has stopped is answered, also who waits for a job")
  func afterStop() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(
      store, ScriptedAgents(), Workflow("later") { _, _ in [] },
      Workflow("asks") { run, _ in try await run.receive("message", mailbox: "in")?.bytes ?? [] })
    var options = JobOptions()
    options.delay = .seconds(600)
    let job = try await fixture.runs.enqueue("later", [], options)
    let waiting = try await fixture.runs.submit("asks")
    let waiters = [job, waiting].map { number in
      Task { [runs = fixture.runs] in try await runs.outcome(of: number) }
    }
    try await Task.sleep(for: .milliseconds(30))
    await fixture.runs.stop()
    let error = await #expect(throws: RoundhouseError.self) { try await waiters[0].value }
    #expect(error?.message == "the host is shutting down")
    #expect(try await waiters[1].value.state == .running)
    await #expect(throws: RoundhouseError.self) { try await fixture.runs.submit("later") }
    await #expect(throws: RoundhouseError.self) { try await fixture.runs.send(waiting, mailbox: "in", []) }
    await #expect(throws: RoundhouseError.self) { try await fixture.runs.list(RunQuery()) }
    await #expect(throws: RoundhouseError.self) { try await fixture.runs.outcome(of: job) }
    await fixture.runs.stop()
  }
}
