import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// Runs that wait leave memory and are back in time.
@Suite struct ParkingTests {
  private static let asks = Workflow("asks") { run, _ in
    _ = try await run.call("before.it")
    let message = try await run.receive("message", mailbox: "in")
    _ = try await run.call("after.it", message?.bytes ?? [])
    return message?.bytes ?? []
  }

  private static let sleeps = Workflow("sleeps") { run, _ in
    try await run.sleep("rest", for: .milliseconds(1500))
    _ = try await run.call("after.it")
    return [UInt8]("slept")
  }

  private func isWaiting(_ run: RunNumber, _ store: MemoryRunStore) -> Bool { store.run(run)?.state == .waiting }

  @Test("M-080 a run that waits leaves memory, and what is sent to it brings it back")
  func message() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.asks, patience: .milliseconds(10))
    let run = try await fixture.runs.submit("asks")
    try await eventually { isWaiting(run, store) }
    try await eventually { !fixture.runs.isInMemory(run) }
    #expect(store.run(run)?.wakeAt == 0)
    try await fixture.runs.send(run, mailbox: "in", [UInt8]("hello"))
    #expect(try await fixture.runs.outcome(of: run).output.text == "hello")
    #expect(fixture.agents.capabilities == ["before.it", "after.it"])
    await fixture.runs.stop()
  }

  @Test("a sleep that is long leaves memory, and is over in time")
  func sleep() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.sleeps, patience: .milliseconds(10))
    let run = try await fixture.runs.submit("sleeps")
    try await eventually { isWaiting(run, store) }
    #expect(store.run(run).map { $0.wakeAt > 0 } == true)
    try await eventually { store.run(run)?.state == .completed }
    #expect(fixture.agents.capabilities == ["after.it"])
    await fixture.runs.stop()
  }

  @Test("M-080 a run that waits is found by the next host, which does not load it before it is due")
  func nextLife() async throws {
    let store = MemoryRunStore()
    let first = try await RunsFixture(store, ScriptedAgents(), Self.asks, Self.sleeps, patience: .milliseconds(10))
    let asking = try await first.runs.submit("asks")
    let sleeping = try await first.runs.submit("sleeps")
    try await eventually { isWaiting(asking, store) && isWaiting(sleeping, store) }
    await first.runs.stop()
    let next = try await RunsFixture(store, ScriptedAgents(), Self.asks, Self.sleeps, patience: .milliseconds(10))
    #expect(!next.runs.isInMemory(asking))
    try await eventually { store.run(sleeping)?.state == .completed }
    #expect(isWaiting(asking, store))
    try await next.runs.send(asking, mailbox: "in", [UInt8]("late"))
    #expect(try await next.runs.outcome(of: asking).output.text == "late")
    #expect(next.agents.capabilities == ["after.it", "after.it"])
    await next.runs.stop()
  }

  @Test("a run for whose end somebody waits stays, and whoever comes later brings it back")
  func awaited() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.asks, patience: .milliseconds(10))
    let run = try await fixture.runs.submit("asks")
    try await eventually { isWaiting(run, store) }
    let outcome = Task { [runs = fixture.runs] in try await runs.outcome(of: run) }
    try await eventually { fixture.runs.isInMemory(run) }
    try await Task.sleep(for: .milliseconds(50))
    #expect(fixture.runs.isInMemory(run))
    try await fixture.runs.send(run, mailbox: "in", [UInt8]("there"))
    #expect(try await outcome.value.output.text == "there")
    await fixture.runs.stop()
  }

  @Test("whoever comes to wait while a run leaves memory is told of its end")
  func awaitedOnTheWay() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.asks, patience: 1)
    let runs = fixture.runs
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        let run = try await runs.submit("asks")
        group.addTask {
          let outcome = try await runs.outcome(of: run)
          #expect(outcome.output.text == "hello")
        }
        group.addTask { try await runs.send(run, mailbox: "in", [UInt8]("hello")) }
      }
      try await group.waitForAll()
    }
    await runs.stop()
  }

  @Test("a run that is not in memory can be cancelled, and ends when its time is over")
  func ended() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.asks, patience: .milliseconds(10))
    let cancelled = try await fixture.runs.submit("asks")
    var options = RunOptions()
    options.timeout = .milliseconds(1600)
    let timed = try await fixture.runs.submit("asks", [], options)
    try await eventually { isWaiting(cancelled, store) && isWaiting(timed, store) }
    #expect(try await fixture.runs.cancel(cancelled, reason: "not wanted"))
    #expect(store.run(cancelled)?.state == .cancelled)
    try await eventually { store.run(timed)?.state == .timedOut }
    await fixture.runs.stop()
  }

  @Test("branches that all wait leave memory together; one that is busy keeps the run")
  func branches() async throws {
    let store = MemoryRunStore()
    let both = Workflow("both") { run, _ in
      let outcomes = try await run.branches(
        "both",
        ["left", "right"].map { id in
          Branch<String>(id) { run, _ in
            if id == "right" { _ = try await run.call("slow.one") }
            return try await run.receive("message", mailbox: id)?.bytes.text ?? ""
          }
        })
      return [UInt8]("\(outcomes.results["left"] ?? "") \(outcomes.results["right"] ?? "")")
    }
    let gate = Gate()
    let agents = ScriptedAgents { ask, _ async throws(RoundhouseError) in
      await gate.wait()
      return "1"
    }
    let fixture = try await RunsFixture(store, agents, both, patience: .milliseconds(10))
    let run = try await fixture.runs.submit("both")
    try await eventually { agents.asked.count == 1 }
    try await Task.sleep(for: .milliseconds(50))
    #expect(!isWaiting(run, store))
    gate.open()
    try await eventually { isWaiting(run, store) }
    try await fixture.runs.send(run, mailbox: "right", [UInt8]("r"))
    try await eventually { isWaiting(run, store) }
    try await fixture.runs.send(run, mailbox: "left", [UInt8]("l"))
    #expect(try await fixture.runs.outcome(of: run).output.text == "l r")
    #expect(agents.asked.count == 1)
    await fixture.runs.stop()
  }

  @Test("two thousand runs that wait hold no memory, and each gets what is sent to it")
  func many() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(
      store, ScriptedAgents(),
      Workflow("one") { run, _ in try await run.receive("message", mailbox: "in")?.bytes ?? [] },
      patience: .milliseconds(1))
    let runs = fixture.runs
    let count = 2_000
    let numbers = try await withThrowingTaskGroup(of: RunNumber.self) { group in
      for _ in 0..<count { group.addTask { try await runs.submit("one") } }
      return try await group.reduce(into: [RunNumber]()) { $0.append($1) }
    }
    try await eventually { numbers.allSatisfy { isWaiting($0, store) } }
    try await eventually { !numbers.contains { runs.isInMemory($0) } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in numbers {
        group.addTask { try await runs.send(number, mailbox: "in", [UInt8]("\(number)")) }
      }
      try await group.waitForAll()
    }
    try await eventually { numbers.allSatisfy { store.run($0)?.state == .completed } }
    #expect(numbers.allSatisfy { store.run($0)?.output.text == "\($0)" })
    await runs.stop()
  }

  @Test("what is sent, cancelled and asked for while runs come and go is lost nowhere")
  func storm() async throws {
    let store = MemoryRunStore()
    let counts = Workflow("counts") { run, _ in
      var sum = 0
      for _ in 0..<20 {
        guard let message = try await run.receive("message", mailbox: "in") else { break }
        sum += Int(message.bytes.text) ?? 0
      }
      return [UInt8]("\(sum)")
    }
    let fixture = try await RunsFixture(store, ScriptedAgents(), counts, patience: 1)
    let runs = fixture.runs
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          let number = try await runs.submit("counts")
          for value in 1...20 {
            try await runs.send(number, mailbox: "in", [UInt8]("\(value)"))
            if value % 3 == 0 { try await Task.sleep(for: .milliseconds(Int.random(in: 0...3))) }
          }
          #expect(try await runs.outcome(of: number).output.text == "210")
        }
        group.addTask {
          let number = try await runs.submit("counts")
          for value in 1...Int.random(in: 1...10) { try await runs.send(number, mailbox: "in", [UInt8]("\(value)")) }
          #expect(try await runs.cancel(number, reason: "enough"))
          #expect(try await runs.outcome(of: number).state == .cancelled)
        }
      }
      try await group.waitForAll()
    }
    await runs.stop()
  }
}
