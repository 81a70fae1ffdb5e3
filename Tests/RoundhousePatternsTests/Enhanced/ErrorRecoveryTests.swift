import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Seed 004's five tests of error recovery.
@Suite struct ErrorRecoveryTests {
  @Test("M-162 M-168 the defaults are seed 004's: three retries, doubling, from one second")
  func defaults() {
    let recovery = ErrorRecovery()
    #expect(
      recovery.maxRetries == 3 && recovery.defaultStrategy == .exponentialBackoff && recovery.baseDelay == .seconds(1))
    #expect(
      ErrorRecovery.Strategy.allCases.map(\.rawValue) == [
        "exponential_backoff", "fixed_delay", "immediate", "no_retry",
      ])
  }

  @Test(
    "M-162 M-168 each strategy waits exactly as the seed says: 1, 2, 4 s; the same; not at all; never again",
    arguments: [
      (ErrorRecovery.Strategy.exponentialBackoff, [1, 2, 4, nil]), (.fixedDelay, [1, 1, 1, nil]),
      (.immediate, [0, 0, 0, nil]), (.noRetry, [nil, nil, nil, nil]),
    ] as [(ErrorRecovery.Strategy, [UInt64?])])
  func strategies(_ strategy: ErrorRecovery.Strategy, _ seconds: [UInt64?]) {
    let retry = ErrorRecovery(defaultStrategy: strategy).retry
    #expect((1...4).map { retry.delay(after: $0, random: 0.9) } == seconds.map { $0.map { .seconds($0) } })
  }

  @Test("M-162 S4-05 what fails twice and then succeeds leaves both errors in the state, and the workflow goes on")
  func recovers() async throws {
    let fixture = try await EnhancedFixture(EnhancedFixture.failing("text.write", times: 2))
    let (outcome, result) = try await fixture.perform(
      #"{ "retryStrategy": "immediate", "generate": { "capability": "text.write" } }"#)
    #expect(outcome.state == .completed)
    let errors = result["state"]?["errors"]?.elements.map { $0 } ?? []
    #expect(errors.map { $0["message"]?.string } == ["overloaded 1", "overloaded 2"])
    #expect(errors.map { $0["attempt"]?.int } == [1, 2] && errors.allSatisfy { $0["recovered"]?.bool == true })
    #expect(
      errors.allSatisfy {
        $0["node"]?.string == "generate" && $0["code"]?.string == "agent_error" && $0["agent_code"]?.string == "busy"
      })
    let node = try #require(fixture.host.patterns.enhanced.statistics.nodes["generate"])
    #expect(node.executions == 1 && node.errors == 2 && node.retries == 2)
  }

  @Test("M-162 S4-06 what fails more often than it may is tried makes the workflow fail, with all of its errors")
  func limit() async throws {
    let fixture = try await EnhancedFixture(EnhancedFixture.failing("text.write", times: 100))
    let (outcome, result) = try await fixture.perform(
      #"{ "maxRetries": 2, "retryStrategy": "immediate", "generate": { "capability": "text.write" } }"#)
    #expect(outcome.state == .failed && outcome.error?.message == "overloaded 3")
    #expect(fixture.host.agents.capabilities.count { $0 == "text.write" } == 3)
    #expect(result["state"]?["stage"]?.string == "failed" && fixture.stages(result).last == "failed")
    #expect(result["state"]?["errors"]?.elements.compactMap { $0["recovered"]?.bool } == [true, true, false])
    #expect(result["state"]?["errors"]?.elements.compactMap { $0["attempt"]?.int } == [1, 2, 3])
    #expect(result["error"]?["code"]?.string == "agent_error" && result["output"]?.isNull == true)
  }

  @Test("M-162 S4-04 an error that no repeat mends is not tried again")
  func unrecoverable() async throws {
    let fixture = try await EnhancedFixture { ask, before in
      if ask.capability == "text.write" { throw RoundhouseError(.badRequest, "no passages") }
      return try await EnhancedFixture.office(ask, before)
    }
    let (_, result) = try await fixture.perform(#"{ "generate": { "capability": "text.write" } }"#)
    #expect(fixture.host.agents.capabilities.count { $0 == "text.write" } == 1)
    #expect(text(result["state"]?["errors"]?[0]?["recovered"]) == "false" && result["state"]?["errors"]?.count == 1)
  }

  @Test("M-168 seed 004, example 1: the template tries three more times, from one second")
  func template() async throws {
    let template = try Templates.named("error-recovery")
    let document = try #require(template.document.content as? EnhancedDocument)
    #expect(document.errorRecovery == ErrorRecovery())
    let fixture = try await EnhancedFixture()
    let outcome = try await fixture.host.runs.perform(template.workflow, template.request())
    await fixture.host.runs.stop()
    #expect(fixture.host.agents.capabilities == ["memory.store", "document.retrieve", "text.write"])
    #expect(
      fixture.host.agents.asked[2].input
        == #"{"question":"How do agents learn from data?","passages":[{"text":"Agents learn.","source":"a.txt"}]}"#)
    #expect(try JSONDocument(parsing: outcome.output).root["output"]?["text"]?.string == "Agents learn from data [1].")
  }
}
