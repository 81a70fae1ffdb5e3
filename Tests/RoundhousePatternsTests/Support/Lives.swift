import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// Ends a run after each of its records, goes on in the next life, and expects the same result, with no finished step
/// asked again and no event told twice.
func checkLives(
  _ workflow: Workflow, _ input: [UInt8], _ answer: @escaping ScriptedAgents.Answer,
  during: (Runs, RunNumber) async throws -> Void = { _, _ in }
) async throws {
  let whole = try await PatternsFixture(ScriptedAgents(answer), MemoryRunStore(), workflow)
  let number = try await whole.runs.submit(workflow.name, input)
  try await during(whole.runs, number)
  let expected = try await whole.runs.outcome(of: number)
  await whole.runs.stop()
  #expect(!expected.output.isEmpty, "\(expected.error?.description ?? "")")
  let lives = try whole.store.prefixes()
  #expect(lives.count > 10)
  for (run, written, store) in lives {
    let next = try await PatternsFixture(ScriptedAgents(answer), store, workflow)
    // What was sent and not written is sent again by whoever sent it.
    let sent = written.count { $0.kind == .message }
    let missing = whole.store.journal(of: run).filter { $0.kind == .message }.dropFirst(sent)
    for message in missing {
      try await next.runs.send(
        run, mailbox: String(message.key.split(separator: ":", maxSplits: 1)[1]), message.body, from: message.agent)
    }
    let outcome = try await next.runs.outcome(of: run)
    await next.runs.stop()
    #expect(outcome.state == expected.state, "after \(written.count) records: \(outcome.error?.description ?? "")")
    #expect(timeless(outcome.output) == timeless(expected.output), "after \(written.count) records")
    let finished = written.filter { $0.kind == .call }.map { "\(run)/\($0.key)" }
    #expect(Set(finished).isDisjoint(with: next.agents.asked.map(\.key)), "after \(written.count) records")
    let events = store.journal(of: run).filter { $0.kind == .event }.map(\.key)
    #expect(Set(events).count == events.count, "after \(written.count) records")
    #expect(events.count == whole.store.journal(of: run).count { $0.kind == .event }, "after \(written.count) records")
  }
}

/// A result without what depends on the time.
private func timeless(_ bytes: [UInt8]) -> String {
  bytes.text.replacing(/"(duration|at)":[0-9]+/, with: "")
}
