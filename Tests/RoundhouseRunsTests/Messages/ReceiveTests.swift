import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct ReceiveTests {
  /// Takes three messages, and answers with them in their order.
  private static let three = Workflow("three") { run, _ in
    var texts: [String] = []
    for _ in 0..<3 {
      guard let message = try await run.receive("message", mailbox: "in") else { break }
      texts.append("\(message.sender):\(message.bytes.text)")
      _ = try await run.call("echo.it", message.bytes)
    }
    return [UInt8](texts.joined(separator: ","))
  }

  @Test("messages are taken once each, in the order in which they came, also those that came too early")
  func order() async throws {
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), Self.three)
    let run = try await fixture.runs.submit("three")
    for text in ["a", "b"] { try await fixture.runs.send(run, mailbox: "in", [UInt8](text), from: "ana") }
    try await fixture.runs.send(run, mailbox: "elsewhere", [UInt8]("x"))
    try await fixture.runs.send(run, mailbox: "in", [UInt8]("c"), from: "bo")
    let outcome = try await fixture.runs.outcome(of: run)
    #expect(outcome.output.text == "ana:a,ana:b,bo:c")
    #expect(fixture.agents.asked.map(\.input) == ["a", "b", "c"])
    await fixture.runs.stop()
  }

  @Test("a run goes on after each of its records, and takes what it was sent before as it did")
  func resumed() async throws {
    let store = MemoryRunStore()
    let first = try await RunsFixture(store, ScriptedAgents(), Self.three)
    let run = try await first.runs.submit("three")
    for text in ["a", "b", "c"] { try await first.runs.send(run, mailbox: "in", [UInt8](text)) }
    let expected = try await first.runs.outcome(of: run).output.text
    await first.runs.stop()
    let journal = store.journal(of: run)
    #expect(journal.count { $0.kind == .message } == 3 && journal.count { $0.kind == .receive } == 6)
    for count in 0..<journal.count {
      let written = Array(journal.prefix(count))
      let next = MemoryRunStore()
      var record = try #require(store.run(run))
      (record.state, record.output, record.ended) = (.running, [], 0)
      try next.commit([.create(record)] + written.map { .record($0) })
      let life = try await RunsFixture(next, ScriptedAgents(), Self.three)
      // Whoever has sent something that is not written was not told that it is, and sends it again.
      for text in ["a", "b", "c"].dropFirst(written.count { $0.kind == .message }) {
        try await life.runs.send(run, mailbox: "in", [UInt8](text))
      }
      #expect(try await life.runs.outcome(of: run).output.text == expected, "after \(count) records")
      await life.runs.stop()
      let keys = next.journal(of: run).filter { $0.status == .finished && $0.kind != .message }.map(\.key)
      #expect(Set(keys).count == keys.count, "after \(count) records")
      let done = Set(written.filter { $0.kind == .call }.map { "\(run)/\($0.key)" })
      #expect(done.isDisjoint(with: life.agents.asked.map(\.key)), "after \(count) records")
    }
  }

  @Test("who waits no longer than a time gets nothing then, and the same in another life")
  func timeOver() async throws {
    let store = MemoryRunStore()
    let late = Workflow("late") { run, _ in
      let message = try await run.receive("message", mailbox: "in", within: .milliseconds(20))
      _ = try await run.call("note.it")
      return [UInt8](message == nil ? "nobody" : "somebody")
    }
    let fixture = try await RunsFixture(store, ScriptedAgents(), late)
    let outcome = try await fixture.runs.perform("late")
    #expect(outcome.output.text == "nobody")
    await fixture.runs.stop()
    var record = try #require(store.run(outcome.number))
    record.state = .running
    let next = MemoryRunStore()
    let written = store.journal(of: outcome.number).filter { $0.kind == .receive }
    try next.commit([.create(record)] + written.map { .record($0) })
    let life = try await RunsFixture(next, ScriptedAgents(), late)
    // Too late: it was written that nobody came.
    try? await life.runs.send(outcome.number, mailbox: "in", [UInt8]("here"))
    #expect(try await life.runs.outcome(of: outcome.number).output.text == "nobody")
    await life.runs.stop()
  }

  @Test("a run that is over takes nothing, one that is not there neither, and decisions go their own way")
  func refused() async throws {
    let fixture = try await RunsFixture(
      MemoryRunStore(), ScriptedAgents(), Workflow("short") { _, _ in [] }, Self.three)
    let over = try await fixture.runs.perform("short").number
    let ended = try await #require(throws: RoundhouseError.self) {
      try await fixture.runs.send(over, mailbox: "in", [])
    }
    #expect(ended.code == .conflict && ended.message == "\(over) is over: it is completed")
    let nowhere = RunNumber(rawValue: 1)
    let unknown = try await #require(throws: RoundhouseError.self) {
      try await fixture.runs.send(nowhere, mailbox: "in", [])
    }
    #expect(unknown.code == .unknownRun)
    let run = try await fixture.runs.submit("three")
    let decision = try await #require(throws: RoundhouseError.self) {
      try await fixture.runs.send(run, mailbox: "review:x", [])
    }
    #expect(decision.code == .badRequest)
    await fixture.runs.stop()
  }

  @Test("a mailbox holds a thousand messages")
  func full() async throws {
    let deaf = Workflow("deaf") { run, _ in
      _ = try await run.receive("never", mailbox: "other")
      return []
    }
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), deaf)
    let run = try await fixture.runs.submit("deaf")
    for _ in 0..<1000 { try await fixture.runs.send(run, mailbox: "in", []) }
    let error = try await #require(throws: RoundhouseError.self) { try await fixture.runs.send(run, mailbox: "in", []) }
    #expect(error.code == .overloaded && error.isRetryable)
    try await fixture.runs.cancel(run, reason: "enough")
    #expect(try await fixture.runs.outcome(of: run).state == .cancelled)
    await fixture.runs.stop()
  }

  @Test("a run that is not recorded cannot wait for anybody")
  func unrecorded() async throws {
    let error = try await #require(throws: RunError.self) {
      _ = try await Run.unrecorded(ScriptedAgents()).receive("message", mailbox: "in")
    }
    #expect(error.failure?.error.code == .badRequest)
  }

  @Test("one of two branches that wait is called off when the other has enough")
  func calledOff() async throws {
    let either = Workflow("either") { run, _ in
      let outcomes = try await run.branches(
        "either",
        ["left", "right"].map { id in
          Branch<String>(id) { run, _ in
            let message = try await run.receive("message", mailbox: id)
            return message?.bytes.text ?? "nobody"
          }
        }, .quorum(1))
      return [UInt8](outcomes.results.map { "\($0.key)=\($0.value)" }.joined())
    }
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), either)
    let run = try await fixture.runs.submit("either")
    try await fixture.runs.send(run, mailbox: "right", [UInt8]("me"))
    #expect(try await fixture.runs.outcome(of: run).output.text == "right=me")
    await fixture.runs.stop()
  }
}
