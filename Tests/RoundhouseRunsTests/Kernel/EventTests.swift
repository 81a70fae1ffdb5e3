import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct EventTests {
  private static let two = Workflow("two") { run, _ in
    _ = try await run.call("a.a")
    try run.emit("agent:insight", [UInt8](#"{"agentId":"tutor","insight":{"type":"struggling_detected"}}"#))
    return try await run.call("b.b").bytes
  }

  @Test("M-120 M-161 events come in the journal's order, live and asked for later")
  func order() async throws {
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), Self.two)
    let subscription = fixture.runs.bus.subscribe()
    let number = try await fixture.runs.perform("two").number
    var live: [RunEvent] = []
    while !live.contains(where: { $0.type == RunEventType.runCompleted }), let batch = await subscription.next() {
      live += batch.events
    }
    #expect(
      live.map(\.type) == [
        "run:started", "step:started", "step:completed", "step:started", "agent:insight", "step:completed",
        "run:completed",
      ])
    let kept = try await fixture.runs.events(after: 0)
    #expect(kept == live.filter { $0.id > 0 })
    #expect(kept.map(\.id) == kept.map(\.id).sorted())
    #expect(try await fixture.runs.events(after: kept[1].id).map(\.type) == ["step:completed", "run:completed"])
    #expect(kept.allSatisfy { $0.run == number })
    let step = try JSONDocument(parsing: kept[0].data).root
    #expect(step["stepId"]?.string == "a.a" && step["agentId"]?.string == "scripted")
    #expect(step["response"]?["duration"]?.double != nil)
    await fixture.runs.stop()
    #expect(await subscription.next() == nil)
  }

  @Test("as many events are found as are asked for, however much of the journal is nothing to whoever asks")
  func pages() async throws {
    let fixture = try await RunsFixture(
      MemoryRunStore(), ScriptedAgents(), Self.two,
      Workflow("many") { run, _ in
        for number in 0..<1500 { _ = try await run.call("a.\(number)") }
        return []
      })
    let first = try await fixture.runs.perform("two").number
    _ = try await fixture.runs.perform("many")
    let last = try await fixture.runs.perform("two").number
    _ = try await fixture.runs.list(RunQuery())
    let insights = try await fixture.runs.events(after: 0, EventFilter(type: "agent:insight"))
    #expect(insights.map(\.run) == [first, last])
    #expect(try await fixture.runs.events(after: 0, EventFilter(type: "step:completed"), limit: 3).count == 3)
    let ofLast = try await fixture.runs.events(after: 0, EventFilter(run: last))
    #expect(ofLast.map(\.type) == ["step:completed", "agent:insight", "step:completed", "run:completed"])
    #expect(try await fixture.runs.events(after: ofLast[2].id, EventFilter(run: last)).count == 1)
    await fixture.runs.stop()
  }

  @Test("M-120 a subscriber gets what he has asked for, and one who is slow loses the oldest and is told so")
  func slow() async throws {
    let bus = EventBus()
    let slow = bus.subscribe(EventFilter(type: "step:*"), capacity: 3)
    let events = (1...10).map {
      RunEvent(id: $0, type: $0 % 2 == 0 ? "step:completed" : "run:started", run: RunNumber(rawValue: 1), at: 0)
    }
    bus.publish(events)
    let batch = await slow.next()
    #expect(batch?.events.map(\.id) == [6, 8, 10])
    #expect(batch?.skipped == 2)
    slow.cancel()
    #expect(await slow.next() == nil)
    #expect(!bus.isHeard)
  }
}
