import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Ends a run after each of its records, goes on, and expects the same result, with no finished step asked again and no
/// event told twice.
func expectTheSameInEveryLife(
  _ workflow: String, _ input: [UInt8], _ answer: @escaping ScriptedAgents.Answer, records: Int = 10
) async throws {
  let whole = try await PatternsFixture(ScriptedAgents(answer))
  let expected = try await whole.runs.perform(workflow, input)
  await whole.runs.stop()
  #expect(!expected.output.isEmpty)
  let lives = try whole.store.prefixes()
  #expect(lives.count > records)
  for (run, written, store) in lives {
    let next = try await PatternsFixture(ScriptedAgents(answer), store)
    let outcome = try await next.runs.outcome(of: run)
    await next.runs.stop()
    #expect(outcome.state == expected.state, "after \(written.count) records: \(outcome.error?.description ?? "")")
    #expect(outcome.output.timeless == expected.output.timeless, "after \(written.count) records")
    let finished = written.filter { $0.kind == .call }.map { "\(run)/\($0.key)" }
    #expect(Set(finished).isDisjoint(with: next.agents.asked.map(\.key)), "after \(written.count) records")
    let events = store.journal(of: run).filter { $0.kind == .event }.map(\.key)
    #expect(Set(events).count == events.count, "after \(written.count) records")
    #expect(events.count == whole.store.journal(of: run).count { $0.kind == .event })
  }
}

extension [UInt8] {
  /// A result without what depends on the time.
  var timeless: String {
    text.replacing(/"(duration|at|timestamp|total_execution_time)":[0-9.e-]+/, with: "")
      .replacing(/"node_execution_times":\{[^}]*\}/, with: "")
  }
}
