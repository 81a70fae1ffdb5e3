import Testing

internal import CPlatform
internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct WaitTests {
  @Test("M-074 a sleep goes on where it was when the host starts again")
  func sleepAcrossLives() async throws {
    let store = MemoryRunStore()
    let nap = Workflow("nap") { run, _ in
      _ = try await run.call("before")
      try await run.sleep("nap", for: .milliseconds(400))
      return try await run.call("after").bytes
    }
    let began = platform_now()
    let first = try await RunsFixture(store, ScriptedAgents(), nap)
    let number = try await first.runs.submit("nap")
    try await eventually { store.journal(of: number).contains { $0.kind == .sleep } }
    await first.runs.stop()
    let second = try await RunsFixture(store, ScriptedAgents(), nap)
    #expect(try await second.runs.outcome(of: number).state == .completed)
    #expect(platform_now() - began >= .milliseconds(399))
    #expect(second.agents.capabilities == ["after"])
    await second.runs.stop()
  }

  @Test("a run that is out of time ends although its agent never answers, and its calls are cancelled")
  func timeout() async throws {
    let stuck = ScriptedAgents { (_, _) throws(RoundhouseError) in
      do { try await Task.sleep(for: .seconds(3600)) } catch { throw RoundhouseError(.cancelled, "given up") }
      return ""
    }
    let fixture = try await RunsFixture(
      MemoryRunStore(), stuck, Workflow("long") { run, _ in try await run.call("never").bytes })
    var options = RunOptions()
    options.timeout = .milliseconds(50)
    let outcome = try await fixture.runs.perform("long", [], options)
    #expect(outcome.state == .timedOut)
    #expect(outcome.error?.code == .deadlineExceeded)
    await fixture.runs.stop()
  }

  @Test("a run that is cancelled ends at once, in a call and in a sleep")
  func cancel() async throws {
    let stuck = ScriptedAgents { (_, _) throws(RoundhouseError) in
      do { try await Task.sleep(for: .seconds(3600)) } catch { throw RoundhouseError(.cancelled, "given up") }
      return ""
    }
    let fixture = try await RunsFixture(
      MemoryRunStore(), stuck, Workflow("call") { run, _ in try await run.call("never").bytes },
      Workflow("sleep") { run, _ in
        try await run.sleep("long", for: .seconds(3600))
        return []
      })
    for name in ["call", "sleep"] {
      let number = try await fixture.runs.submit(name)
      #expect(try await fixture.runs.cancel(number, reason: "nobody wants it"))
      let outcome = try await fixture.runs.outcome(of: number)
      #expect(outcome.state == .cancelled)
      #expect(outcome.error?.message.contains("nobody wants it") == true)
    }
    await fixture.runs.stop()
  }

  @Test("what was done is undone although the run was cancelled")
  func compensation() async throws {
    let agents = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "car.book" {
        do { try await Task.sleep(for: .seconds(3600)) } catch { throw RoundhouseError(.cancelled, "given up") }
      }
      return ask.capability
    }
    let trip = Workflow("trip") { run, _ in
      _ = try await run.call("hotel.book")
      do {
        return try await run.call("car.book").bytes
      } catch {
        try await run.compensation("undo") { run in _ = try await run.call("hotel.cancel") }
        throw error
      }
    }
    let fixture = try await RunsFixture(MemoryRunStore(), agents, trip)
    let number = try await fixture.runs.submit("trip")
    try await eventually { agents.capabilities.contains("car.book") }
    try await fixture.runs.cancel(number, reason: "changed my mind")
    #expect(try await fixture.runs.outcome(of: number).state == .cancelled)
    #expect(agents.capabilities == ["hotel.book", "car.book", "hotel.cancel"])
    await fixture.runs.stop()
  }
}
