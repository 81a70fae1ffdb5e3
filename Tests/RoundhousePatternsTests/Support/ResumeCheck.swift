import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Ends a run after each of its records, goes on in another life, and expects the same end.
enum ResumeCheck {
  /// - Parameter manager: makes the workflow anew for each life, as a process does.
  static func run(
    _ input: [UInt8], _ answer: @escaping ScriptedAgents.Answer, _ workflow: () -> Workflow
  ) async throws {
    let whole = try await PatternsFixture(ScriptedAgents(answer), MemoryRunStore(), workflow())
    let expected = try await whole.runs.perform(workflow().name, input)
    await whole.runs.stop()
    #expect(!expected.output.isEmpty)
    let lives = try whole.store.prefixes()
    #expect(lives.count > 5)
    let events = whole.store.journal(of: lives[0].run).count { $0.kind == .event }
    for (run, written, store) in lives {
      let next = try await PatternsFixture(ScriptedAgents(answer), store, workflow())
      let outcome = try await next.runs.outcome(of: run)
      await next.runs.stop()
      let place = Comment(rawValue: "after \(written.count) records")
      #expect(outcome.state == expected.state, place)
      #expect(timeless(outcome.output) == timeless(expected.output), place)
      // No finished call is made again, no event is told twice.
      let finished = written.filter { $0.kind == .call }.map { "\(run)/\($0.key)" }
      #expect(Set(finished).isDisjoint(with: next.agents.asked.map(\.key)), place)
      let told = store.journal(of: run).filter { $0.kind == .event }.map(\.key)
      #expect(Set(told).count == told.count && told.count == events, place)
    }
  }

  /// A result without what depends on the time.
  private static func timeless(_ bytes: [UInt8]) -> String {
    bytes.text.replacing(/"(duration|average_hop_ms)":[0-9.]+/, with: "").replacing(
      /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "")
  }
}
