import RoundhouseModel
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// The next agent is asked where that is safe, and not otherwise.
  struct FailoverTests {
    let fixture = HostFixture()

    private func addPair(idempotent: Bool, blocking: Bool = true) throws {
      for (id, library, priority) in [("test.bad", "fails", 2), ("test.good", "noop", 1)] {
        try fixture.add(library, id: id, offers: ["text.do"]) { manifest in
          manifest.priority = priority
          manifest.isBlocking = blocking
          manifest.capabilities[0].isIdempotent = idempotent
          manifest.breaker.failureThreshold = 1000
        }
      }
    }

    @Test(arguments: [true, false])
    func `a failed idempotent call is answered by the next agent`(_ blocking: Bool) throws {
      try addPair(idempotent: true, blocking: blocking)
      let answer = try fixture.ask("text.do", "-8 0 0")
      #expect(answer.agent == "test.good")
      #expect(answer.text == "-8 0 0")
      #expect(answer.attempts == 2)
      #expect(try fixture.ask("text.do", "return -8").agent == "test.good")
      #expect(fixture.host.statistics().failovers == 2)
    }

    @Test func `a call that may have begun is not repeated unless it is idempotent`() throws {
      try addPair(idempotent: false)
      let error = try #require(fixture.failure("text.do", "-8 1 0"))
      #expect(error.code == .agentError)
      #expect(error.agent == "test.bad")
      #expect(error.message == "as asked")
      #expect(error.agentCode == "on_purpose")
      #expect(error.hasStarted && error.isRetryable)
      #expect(fixture.failure("text.do", "return -8")?.agent == "test.bad")
      #expect(fixture.host.statistics().failovers == 0)
    }

    @Test func `a call that was not started is repeated even if it is not idempotent`() throws {
      try addPair(idempotent: false)
      #expect(try fixture.ask("text.do", "-8 0 1").agent == "test.good")
    }

    @Test func `an earlier attempt's not started is not believed of a later one`() throws {
      for (id, priority) in [("test.first", 3), ("test.second", 2)] {
        try fixture.add(id == "test.first" ? "fails" : "wrong-sizes", id: id, offers: ["text.do"]) {
          $0.priority = priority
          $0.breaker.failureThreshold = 1000
        }
      }
      for _ in 0..<10 {
        // The next call gets the same place in the call table: what stood there must not be seen.
        _ = fixture.failure("text.do", "-8 0 1") { $0.agent = "test.first" }
        let error = try #require(fixture.failure("text.do", "short") { $0.agent = "test.second" })
        #expect(error.agent == "test.second")
        #expect(error.hasStarted)
      }
    }

    @Test(arguments: [("-1 0 0", ErrorCode.badRequest), ("-2 0 0", .schemaFailed), ("-11 0 0", .permissionDenied)])
    func `an error of the request is the answer, for it would fail anywhere`(_ payload: String, _ code: ErrorCode)
      throws
    {
      try addPair(idempotent: true)
      let error = try #require(fixture.failure("text.do", payload))
      #expect(error.code == code)
      #expect(error.agent == "test.bad")
      // It is not the agent's fault either.
      #expect(try fixture.status("test.bad").capabilities[0].breaker == .closed)
    }

    @Test func `when all have failed the last error is told, with why nobody else could be asked`() throws {
      for id in ["test.a", "test.b"] {
        try fixture.add("fails", id: id, offers: ["text.do"]) { $0.capabilities[0].isIdempotent = true }
      }
      let error = try #require(fixture.failure("text.do", "-8 0 0"))
      #expect(error.code == .agentError)
      #expect(error.rejections.count == 2)
      #expect(error.rejections.allSatisfy { $0.reason == .failed })
    }

    @Test func `no more agents are asked than attempts are allowed`() throws {
      for number in 0..<8 {
        try fixture.add("fails", id: "test.a\(number)", offers: ["text.do"]) { $0.capabilities[0].isIdempotent = true }
      }
      let error = try #require(fixture.failure("text.do", "-8 0 0"))
      #expect(error.code == .agentError)
      let asked = fixture.host.agents().reduce(0) { $0 + Int($1.capabilities[0].calls.errors) }
      #expect(asked == fixture.host.configuration.maximumAttempts)
    }

    @Test func `the retry budget ends a storm`() throws {
      let fixture = HostFixture { configuration in
        configuration.retryShare = 0
        configuration.retryMinimum = 1
      }
      for (id, library, priority) in [("test.bad", "fails", 2), ("test.good", "noop", 1)] {
        try fixture.add(library, id: id, offers: ["text.do"]) { manifest in
          manifest.priority = priority
          manifest.capabilities[0].isIdempotent = true
          manifest.breaker.failureThreshold = 1_000_000
        }
      }
      var refused = 0
      for _ in 0..<300 where fixture.failure("text.do", "-8 0 0") != nil { refused += 1 }
      #expect(refused > 0)
      let statistics = fixture.host.statistics()
      #expect(statistics.refusedRetries > 0)
      #expect(statistics.failovers == UInt64(300 - refused))
    }
  }
}
