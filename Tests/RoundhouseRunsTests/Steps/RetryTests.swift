import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

@Suite struct RetryTests {
  /// All waits of a strategy, until it gives up. Milliseconds.
  private func waits(_ retry: Retry, random: Double = 0.5) -> [UInt64] {
    var waits: [UInt64] = []
    while let wait = retry.delay(after: waits.count + 1, random: random) { waits.append(wait / 1_000_000) }
    return waits
  }

  @Test(
    "M-070 each strategy waits as it says, and gives up after as many retries as it says",
    arguments: [
      (Retry(.exponential, retries: 4, base: .seconds(1), jitter: 0), [1000, 2000, 4000, 8000]),
      (Retry(.linear, retries: 3, base: .seconds(1), jitter: 0), [1000, 2000, 3000]),
      (Retry(.fixed, retries: 3, base: .milliseconds(250), jitter: 0), [250, 250, 250]),
      (Retry(.immediate, retries: 2, base: .seconds(9), jitter: 0), [0, 0]),
      (Retry(.none, retries: 5, base: .seconds(1), jitter: 0), []),
      (Retry.never, []),
    ] as [(Retry, [UInt64])])
  func sequences(_ retry: Retry, _ expected: [UInt64]) { #expect(waits(retry) == expected) }

  @Test("M-070 seed 004's defaults: three retries, a second at first, exponential")
  func defaults() {
    let retry = Retry()
    #expect(retry.growth == .exponential && retry.retries == 3 && retry.base == .seconds(1))
    #expect(waits(Retry(jitter: 0)) == [1000, 2000, 4000])
  }

  @Test("M-070 no wait is longer than its limit, however often was tried, and none overflows")
  func limited() {
    #expect(
      waits(Retry(.exponential, retries: 8, base: .seconds(1), limit: .seconds(5), jitter: 0)).suffix(5) == [
        5000, 5000, 5000, 5000, 5000,
      ])
    let endless = Retry(.exponential, retries: Retry.most, base: .max, limit: .seconds(3), jitter: 0)
    #expect(Set(waits(endless)) == [3000])
  }

  @Test("M-071 chance moves a wait by half of the jitter at most, to both sides, and evenly")
  func jitter() {
    let retry = Retry(.fixed, retries: 1, base: .seconds(1), jitter: 0.2)
    #expect(waits(retry, random: 0) == [900] && waits(retry, random: 0.999_999) == [1099] && waits(retry) == [1000])
    var generator = SystemRandomNumberGenerator()
    let all = (0..<10_000).compactMap { _ in
      retry.delay(after: 1, random: Double.random(in: 0..<1, using: &generator)).map { Double($0) / 1e9 }
    }
    #expect(all.allSatisfy { (0.9...1.1).contains($0) })
    let mean = all.reduce(0, +) / Double(all.count)
    #expect(abs(mean - 1) < 0.01, "\(mean)")
    // Each tenth of the range has about a tenth of the waits.
    for tenth in 0..<10 {
      let from = 0.9 + Double(tenth) * 0.02
      let count = all.count { $0 >= from && $0 < from + 0.02 }
      #expect((700...1300).contains(count), "\(count) from \(from)")
    }
  }

  @Test("M-073 whatever is asked for, no more than a thousand retries are made")
  func bounded() {
    #expect(Retry(.immediate, retries: .max).retries == 1000 && Retry(.immediate, retries: -3).retries == 0)
    #expect(waits(Retry(.immediate, retries: .max, jitter: 0)).count == 1000)
  }

  @Test(
    "M-072 what may pass by itself is tried again, and nothing else",
    arguments: [
      (.noHealthyAgent, true), (.overloaded, true), (.deadlineExceeded, true), (.agentCrashed, true),
      (.unreachable, true), (.internal, true), (.badRequest, false), (.permissionDenied, false), (.cancelled, false),
      (.unknownCapability, false), (.budgetExceeded, false), (.schemaFailed, false),
    ] as [(ErrorCode, Bool)])
  func classes(_ code: ErrorCode, _ isRecoverable: Bool) async throws {
    #expect(try await attempts(RoundhouseError(code, "no")) == (isRecoverable ? 3 : 1))
  }

  @Test("M-072 an agent's own error is tried again if the agent says so, or says nothing of what it is")
  func agentsOwn() async throws {
    #expect(try await attempts(RoundhouseError(.agentError, "no")) == 3)
    #expect(try await attempts(RoundhouseError(.agentError, "no", agentCode: "sold_out")) == 1)
    #expect(try await attempts(RoundhouseError(.agentError, "no", agentCode: "busy", isRetryable: true)) == 3)
  }

  @Test("M-072 a step that must not be repeated is not tried again once it was begun")
  func atMostOnce() async throws {
    let begun = RoundhouseError(.agentCrashed, "gone", hasStarted: true)
    #expect(try await attempts(begun, repeats: .atMostOnce) == 1)
    #expect(try await attempts(RoundhouseError(.overloaded, "full"), repeats: .atMostOnce) == 3)
  }

  /// How often a step with two retries is asked for that always fails so; each attempt stands in the failure.
  private func attempts(_ error: RoundhouseError, repeats: Step.Repeats = .idempotent) async throws -> Int {
    let agents = ScriptedAgents { _, _ async throws(RoundhouseError) in throw error }
    let step = Step(retry: Retry(.immediate, retries: 2), repeats: repeats)
    let failed = try await #require(throws: RunError.self) {
      try await Run.unrecorded(agents).call("it.fails", [], step)
    }
    #expect(failed.failure?.attempts.count == agents.asked.count)
    #expect(failed.failure?.attempts.allSatisfy { $0.error.code == error.code } == true)
    return agents.asked.count
  }
}
