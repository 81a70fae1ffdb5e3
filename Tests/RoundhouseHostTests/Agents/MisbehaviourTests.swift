import RoundhouseLoading
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Agents that break the rules: contained, counted and named.
  struct MisbehaviourTests {
    let fixture = HostFixture()

    @Test(arguments: [true, false])
    func `a second completion is refused and counted, and the first one is the answer`(_ blocking: Bool) throws {
      try fixture.add("completes-twice", offers: ["text.twice"]) { $0.isBlocking = blocking }
      for count in 1...5 {
        #expect(try fixture.ask("text.twice").text == "first")
        #expect(eventually { (try? fixture.status("test.completes-twice").misbehaviours) == UInt64(count) })
      }
      let status = try fixture.status("test.completes-twice")
      #expect(status.lastMisbehaviour == Misbehaviour.doubleCompletion.rawValue)
      #expect(fixture.log.count("refused") == 5)
      #expect(fixture.log.count(Misbehaviour.doubleCompletion.rawValue, agent: "test.completes-twice") == 5)
    }

    @Test func `of two completions at the same moment one is the answer`() throws {
      try fixture.add("completes-twice", offers: ["text.twice"])
      for count in 1...20 {
        let text = try fixture.ask("text.twice", "other").text
        #expect(text == "first" || text == "other")
        #expect(eventually { (try? fixture.status("test.completes-twice").misbehaviours) == UInt64(count) })
      }
    }

    @Test func `who breaks the rules too often is put in quarantine, without flooding the log, until it is enabled`()
      throws
    {
      try fixture.add("completes-twice", offers: ["text.twice"])
      #expect(eventually { fixture.failure("text.twice")?.code == .noHealthyAgent })
      let status = try fixture.status("test.completes-twice")
      #expect(status.state == .quarantined)
      #expect(status.reason.contains("broke the rules"))
      #expect(fixture.failure("text.twice")?.rejections.map(\.reason) == [.quarantined])
      #expect(fixture.log.count(Misbehaviour.doubleCompletion.rawValue) <= AgentHealth.misbehaviourBudget + 1)
      #expect(fixture.log.count("→ quarantined", agent: "test.completes-twice") == 1)
      try fixture.host.setEnabled("test.completes-twice", true)
      #expect(try fixture.ask("text.twice").text == "first")
    }

    @Test func `another agent's call cannot be completed, added to or looked into`() throws {
      try fixture.add("never-completes", offers: ["text.hold"])
      try fixture.add("foreign-completion", offers: ["text.forge"])
      let call = try #require(
        try fixture.begin("text.hold", "x") { options in
          options.deadline = milliseconds(300_000)
          options.principal = "alice"
        })
      #expect(eventually { fixture.log.last(after: "kept ") != nil })
      let token = try #require(fixture.log.last(after: "kept "))
      // emit and complete: misbehaved; state of the other call's principal: bad request.
      #expect(try fixture.ask("text.forge", token).text == "-17 -17 -1")
      let status = try fixture.status("test.foreign-completion")
      #expect(status.misbehaviours == 2)
      #expect(status.lastMisbehaviour == Misbehaviour.foreignCompletion.rawValue)
      #expect(try fixture.status("test.never-completes").misbehaviours == 0)
      _ = try fixture.ask("text.hold", "release")
      #expect(try text(call) == "released")
      // Tokens that were never given out, of places that exist and of such that do not.
      for token in ["0", "1", "18446744073709551615", "9223372036854775807", "4294967295"] {
        #expect(try fixture.ask("text.forge", token).text == "-17 -17 -1")
      }
      #expect(try fixture.status("test.foreign-completion").lastMisbehaviour == Misbehaviour.unknownCall.rawValue)
    }

    @Test(arguments: [true, false])
    func `structs and lengths that cannot be right become errors`(_ blocking: Bool) throws {
      try fixture.add("wrong-sizes", offers: ["text.size"]) { manifest in
        manifest.isBlocking = blocking
        manifest.breaker.failureThreshold = 1000
      }
      #expect(try fixture.ask("text.size", "fine").text == "fine")
      #expect(try fixture.ask("text.size", "longer").text == "fine")
      for payload in ["short", "empty", "null", "huge", "large", "positive", "chunk then huge"] {
        let error = fixture.failure("text.size", payload)
        #expect(error?.code == .agentError, "\(payload)")
        #expect(error?.hasStarted == true, "\(payload)")
      }
      let before = try fixture.status("test.wrong-sizes").misbehaviours
      #expect(before == 7)
      for payload in ["chunk null", "chunk huge"] { #expect(try fixture.ask("text.size", payload).text == "fine") }
      #expect(try fixture.status("test.wrong-sizes").misbehaviours == 9)
    }

    @Test(arguments: [true, false])
    func `an answer longer than the agent's limit is an error, even where the place has room`(_ blocking: Bool) throws {
      try fixture.add("emits-without-end", id: "test.wide", offers: ["text.wide"]) { $0.isBlocking = blocking }
      try fixture.add("noop", id: "test.narrow", offers: ["text.narrow"]) { manifest in
        manifest.limits.reply = 2048
        manifest.isBlocking = blocking
      }
      for _ in 0..<3 {
        // The place's buffer has grown to 64 KiB by this.
        _ = try fixture.ask("text.wide", "1")
        #expect(try fixture.ask("text.narrow", String(repeating: "x", count: 2048)).text.utf8.count == 2048)
        #expect(fixture.failure("text.narrow", String(repeating: "x", count: 2049))?.code == .agentError)
      }
    }

    @Test
    func `an invoke that completes and then returns an error breaks a rule, one that returns complete's does not`()
      throws
    {
      try fixture.add("completes-twice", id: "test.rude", offers: ["text.rude"])
      #expect(try fixture.ask("text.rude", "return -8").text == "first")
      #expect(eventually { (try? fixture.status("test.rude").misbehaviours) == 1 })
      #expect(try fixture.status("test.rude").lastMisbehaviour == Misbehaviour.completedAfterError.rawValue)
      // Late, and it returns what complete returned, as the header's example does.
      try fixture.add("slow", offers: ["text.sleep"])
      #expect(fixture.failure("text.sleep", "200") { $0.deadline = milliseconds(20) }?.code == .deadlineExceeded)
      #expect(fixture.unrest == "")
      #expect(try fixture.status("test.slow").misbehaviours == 0)
    }

    @Test func `a status that nobody knows is an agent's error`() throws {
      try fixture.add("fails", offers: ["text.do"])
      #expect(fixture.failure("text.do", "-9999 0 0")?.code == .agentError)
      #expect(fixture.failure("text.do", "return 5")?.code == .agentError)
    }
  }
}
