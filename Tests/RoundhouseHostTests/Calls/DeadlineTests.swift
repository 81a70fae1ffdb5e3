import CPlatform
import RoundhouseLoading
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Callers are answered at their deadline, whatever the agent does.
  struct DeadlineTests {
    let fixture = HostFixture()

    @Test func `the deadline holds while a blocking agent hangs, and its thread is counted until it comes back`() throws
    {
      try fixture.add("blocks-forever", offers: ["text.wait"]) { $0.breaker.failureThreshold = 1000 }
      let start = platform_now()
      let error = try #require(fixture.failure("text.wait", "wait") { $0.deadline = milliseconds(200) })
      #expect(error.code == .deadlineExceeded)
      #expect(error.agent == "test.blocks-forever")
      #expect(platform_now() - start < .seconds(20))
      var status = try fixture.status("test.blocks-forever")
      #expect(status.stuck == 1 && status.inFlight == 1)
      #expect(fixture.host.statistics().stuckThreads == 1)
      #expect(fixture.host.statistics().stuckCalls == 1)
      // Others are served meanwhile.
      #expect(try fixture.ask("text.wait", "hello").text == "hello")
      #expect(try fixture.ask("text.wait", "release").text == "released")
      #expect(fixture.unrest == "")
      status = try fixture.status("test.blocks-forever")
      #expect(status.stuck == 0 && status.inFlight == 0)
    }

    @Test func `more stuck calls than the budget make the agent unhealthy until they come back`() throws {
      try fixture.add("blocks-forever", offers: ["text.wait"]) { $0.breaker.failureThreshold = 1000 }
      for _ in 0...AgentHealth.stuckBudget {
        #expect(fixture.failure("text.wait", "wait") { $0.deadline = milliseconds(500) }?.code == .deadlineExceeded)
      }
      #expect(try fixture.status("test.blocks-forever").state == .unhealthy)
      #expect(fixture.failure("text.wait", "hello")?.rejections.map(\.reason) == [.unhealthy])
      // Its own call-backs still reach it: another agent over the same library releases them.
      try fixture.add("blocks-forever", id: "test.releaser", offers: ["text.release"])
      #expect(try fixture.ask("text.release", "release").text == "released")
      #expect(eventually { (try? fixture.status("test.blocks-forever").state) == .healthy })
      #expect(fixture.unrest == "")
    }

    @Test func `a thread that never comes back is replaced, so that others are served`() throws {
      let fixture = HostFixture { $0.threads = 2 }
      try fixture.add("blocks-forever", offers: ["text.wait"]) { $0.breaker.failureThreshold = 1000 }
      try fixture.add("slow", offers: ["text.sleep"])
      for _ in 0..<2 { _ = fixture.failure("text.wait", "wait") { $0.deadline = milliseconds(500) } }
      #expect(fixture.host.statistics().stuckThreads == 2)
      #expect(try fixture.ask("text.sleep", "1").text == "slept")
      #expect(try fixture.ask("text.wait", "release").text == "released")
      #expect(fixture.unrest == "")
    }

    @Test func `a call that no agent's thread is held by counts no thread as stuck`() throws {
      try fixture.add("never-completes", offers: ["text.hold"]) { $0.breaker.failureThreshold = 1000 }
      #expect(fixture.failure("text.hold") { $0.deadline = milliseconds(50) }?.code == .deadlineExceeded)
      #expect(eventually { fixture.host.statistics().stuckThreads == 0 })
      #expect(try fixture.status("test.never-completes").stuck == 1)
      // The agent is told, and its late completion gives the place back.
      #expect(eventually { fixture.log.count("cancelled") == 1 })
      _ = try fixture.ask("text.hold", "release")
      #expect(fixture.unrest == "")
      #expect(try fixture.status("test.never-completes").misbehaviours == 0)
    }

    @Test func `a late completion is told so and does no harm`() throws {
      try fixture.add("later", offers: ["text.later"]) { $0.breaker.failureThreshold = 1000 }
      #expect(fixture.failure("text.later", "300") { $0.deadline = milliseconds(30) }?.code == .deadlineExceeded)
      #expect(eventually { fixture.log.count("too late") == 1 })
      #expect(fixture.unrest == "")
      #expect(try fixture.ask("text.later", "1").text == "later")
    }

    @Test func `the capability's own timeout holds where the caller says nothing`() throws {
      try fixture.add("never-completes", offers: ["text.hold"]) { $0.capabilities[0].timeout = .milliseconds(50) }
      #expect(fixture.failure("text.hold")?.code == .deadlineExceeded)
      try fixture.add("never-completes", id: "test.inline", offers: ["text.inline"]) { manifest in
        manifest.isBlocking = false
        manifest.capabilities[0].timeout = .milliseconds(50)
      }
      #expect(fixture.failure("text.inline")?.code == .deadlineExceeded)
      _ = try fixture.ask("text.hold", "release") { $0.deadline = milliseconds(60_000) }
      #expect(fixture.unrest == "")
    }

    @Test func `a timeout below a millisecond still lets a quick agent answer`() throws {
      try fixture.add("tells", offers: ["text.tell"]) { manifest in
        manifest.isBlocking = false
        manifest.capabilities[0].timeout = .microseconds(500)
      }
      #expect(try fixture.ask("text.tell").text.hasPrefix("text.tell@1|"))
    }

    @Test func `calls that wait for a thread are answered at their deadline, and their places are given back`() throws {
      let fixture = HostFixture { $0.threads = 1 }
      try fixture.add("blocks-forever", offers: ["text.wait"]) { $0.breaker.failureThreshold = 100_000 }
      let holder = try fixture.begin("text.wait", "wait") { $0.deadline = milliseconds(300_000) }
      #expect(holder != nil)
      let before = CallTable.touched
      let calls = 3000
      for _ in 0..<calls / 50 {
        var pending: [PendingCall] = []
        for _ in 0..<50 {
          if let call = try? fixture.begin("text.wait", "x", { $0.deadline = milliseconds(1) }) { pending.append(call) }
        }
        for call in pending {
          #expect(eventually { call.hasEnded })
          #expect(throws: RoundhouseError.self) { _ = try call.takeOutcome().agent }
        }
      }
      try fixture.add("blocks-forever", id: "test.releaser", offers: ["text.release"]) { $0.isBlocking = false }
      #expect(try fixture.ask("text.release", "release").text == "released")
      _ = try holder?.wait().agent
      #expect(fixture.unrest == "")
      #expect(CallTable.touched - before < calls / 2, "places are lost")
    }

    @Test func `a deadline that has passed already is an error and harms nobody`() throws {
      try fixture.add("slow", offers: ["text.sleep"]) { $0.breaker.failureThreshold = 100_000 }
      for _ in 0..<200 {
        let error = fixture.failure("text.sleep", "0") { $0.deadline = 1 }
        #expect(error == nil || error?.code == .deadlineExceeded)
      }
      #expect(fixture.unrest == "")
    }

    @Test func `completion and deadline that come together answer each call once and lose no place`() throws {
      try fixture.add("later", offers: ["text.later"]) { manifest in
        manifest.isBlocking = false
        manifest.breaker.failureThreshold = 1_000_000
        manifest.concurrency = .limit(256)
      }
      let before = CallTable.touched
      let settled = counted(threads: 4) { count in
        for number in 0..<150 {
          // About as long as a thread takes to start, so that either may be first.
          let deadline = platform_now() + .microseconds(UInt64(40 + number * 3))
          _ = try? fixture.ask("text.later", "0") { $0.deadline = deadline }
          count.add(1, ordering: .relaxed)
        }
      }
      #expect(settled == 600)
      #expect(fixture.unrest == "")
      #expect(CallTable.touched - before < 300)
      #expect(try fixture.status("test.later").misbehaviours == 0)
    }
  }
}
