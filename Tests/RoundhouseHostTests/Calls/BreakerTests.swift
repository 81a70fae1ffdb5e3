import RoundhouseModel
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// The breaker on the walk of a call.
  struct BreakerTests {
    let fixture = HostFixture()

    private func add(blocking: Bool, successThreshold: Int = 1) throws {
      try fixture.add("fails-always", id: "test.weak", offers: ["text.do", "text.other"]) { manifest in
        manifest.isBlocking = blocking
        manifest.priority = 2
        manifest.breaker.failureThreshold = 3
        manifest.breaker.openTime = .milliseconds(30)
        manifest.breaker.maximumOpenTime = .milliseconds(60)
        manifest.breaker.successThreshold = successThreshold
      }
    }

    private func breaker(_ place: Int = 0) throws -> BreakerState {
      try fixture.status("test.weak").capabilities[place].breaker
    }

    @Test(arguments: [true, false])
    func `failures open it, and while it is open the agent is not asked`(_ blocking: Bool) throws {
      try fixture.add("fails-always", id: "test.weak", offers: ["text.do"]) { manifest in
        manifest.isBlocking = blocking
        manifest.breaker.failureThreshold = 3
        manifest.breaker.openTime = .seconds(600)
        manifest.breaker.maximumOpenTime = .seconds(600)
      }
      for _ in 0..<3 {
        #expect(try breaker() == .closed)
        #expect(fixture.failure("text.do")?.code == .agentError)
      }
      #expect(try breaker() == .open)
      let error = try #require(fixture.failure("text.do"))
      #expect(error.code == .noHealthyAgent)
      #expect(error.rejections.map(\.reason) == [.breakerOpen])
      #expect(try fixture.status("test.weak").capabilities[0].calls.errors == 3)
      #expect(fixture.log.count("left alone", agent: "test.weak") == 1)
    }

    @Test(arguments: [true, false])
    func `after its pause one trial passes, and a good one closes it`(_ blocking: Bool) throws {
      try add(blocking: blocking)
      for _ in 0..<3 { _ = fixture.failure("text.do") }
      #expect(try breaker() == .open)
      // "well" is answered, so it is a good trial whenever it passes.
      #expect(eventually { (try? fixture.ask("text.do", "well")) != nil })
      #expect(try breaker() == .closed)
      #expect(try fixture.ask("text.do").agent == "test.weak")
    }

    @Test func `it takes as many good trials as the policy says`() throws {
      try add(blocking: true, successThreshold: 3)
      for _ in 0..<3 { _ = fixture.failure("text.do") }
      #expect(eventually { (try? fixture.ask("text.do", "well")) != nil })
      #expect(try breaker() == .halfOpen)
      _ = try fixture.ask("text.do", "x")
      #expect(try breaker() == .halfOpen)
      _ = try fixture.ask("text.do", "x")
      #expect(try breaker() == .closed)
    }

    @Test func `a failing agent is tried now and then, and its capabilities are broken one by one`() throws {
      try add(blocking: false)
      try fixture.add("noop", id: "test.strong", offers: ["text.do"]) { $0.priority = 1 }
      for _ in 0..<3 { _ = fixture.failure("text.do") { $0.agent = "test.weak" } }
      #expect(try breaker(0) == .open)
      #expect(try breaker(1) == .closed)
      let before = try fixture.status("test.weak").capabilities[0].calls.errors
      // Trials fail and open it again; those who ask are answered by the other one, or told of the failed trial.
      var answered = 0
      #expect(
        eventually {
          if (try? fixture.ask("text.do").agent) == "test.strong" { answered += 1 }
          return (try? fixture.status("test.weak").capabilities[0].calls.errors) ?? 0 >= before + 3
        })
      #expect(answered > 0)
    }

    @Test func `a trial that is cancelled leaves the next one free to try`() throws {
      try fixture.add("never-completes", id: "test.hold", offers: ["text.hold"]) { manifest in
        manifest.breaker.failureThreshold = 1
        manifest.breaker.openTime = .milliseconds(1)
        manifest.breaker.maximumOpenTime = .milliseconds(1)
      }
      #expect(fixture.failure("text.hold") { $0.deadline = milliseconds(20) }?.code == .deadlineExceeded)
      let trial = { () -> PendingCall? in try? fixture.begin("text.hold") { $0.deadline = milliseconds(60_000) } }
      var first: PendingCall?
      #expect(
        eventually {
          first = trial()
          return first != nil
        })
      // The agent has both: what it does not keep yet it cannot release.
      #expect(eventually { fixture.log.count("kept", agent: "test.hold") == 2 })
      first?.cancel()
      #expect(eventually { (try? fixture.ask("text.hold", "release").text) != nil })
      #expect(try fixture.status("test.hold").capabilities[0].breaker == .closed)
      #expect(fixture.unrest == "")
    }

    @Test func `an operator who enables an agent closes its breakers`() throws {
      try fixture.add("fails-always", id: "test.weak", offers: ["text.do"]) { manifest in
        manifest.breaker.failureThreshold = 1
        manifest.breaker.openTime = .seconds(600)
        manifest.breaker.maximumOpenTime = .seconds(600)
      }
      _ = fixture.failure("text.do")
      #expect(fixture.failure("text.do", "well")?.code == .noHealthyAgent)
      try fixture.host.setEnabled("test.weak", true)
      #expect(try fixture.ask("text.do", "well").text == "well")
    }
  }
}
