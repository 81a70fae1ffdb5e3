import CPlatform
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Places inside an agent, and who waits for one.
  struct QueueTests {
    let fixture = HostFixture()

    private func addHolder(concurrency: Int = 1, queue: Int) throws {
      try fixture.add("never-completes", offers: ["text.hold"]) { manifest in
        manifest.concurrency = .limit(concurrency)
        manifest.limits.queue = queue
        manifest.breaker.failureThreshold = 100_000
      }
      // Another agent over the same library, because the first one is full.
      try fixture.add("never-completes", id: "test.releaser", offers: ["text.release"])
    }

    private func hold() throws -> PendingCall {
      try #require(try fixture.begin("text.hold", "x") { $0.deadline = milliseconds(300_000) })
    }

    /// Completes what is held until all of these have ended.
    private func release(_ calls: [PendingCall]) -> Bool {
      eventually {
        _ = try? fixture.ask("text.release", "release")
        return calls.allSatisfy { $0.hasEnded }
      }
    }

    @Test func `a call that finds no place waits for one`() throws {
      try addHolder(queue: 4)
      let calls = try (0..<4).map { _ in try hold() }
      #expect(eventually { (try? fixture.status("test.never-completes").queued) == 3 })
      #expect(try fixture.status("test.never-completes").inFlight == 1)
      #expect(fixture.host.statistics().queued == 3)
      #expect(release(calls))
      for call in calls { #expect(try text(call) == "released") }
      #expect(fixture.unrest == "")
    }

    @Test func `when the queue is full the call is refused at once, and told why`() throws {
      try addHolder(queue: 2)
      let calls = try (0..<3).map { _ in try hold() }
      #expect(eventually { (try? fixture.status("test.never-completes").queued) == 2 })
      let error = try #require(fixture.failure("text.hold"))
      #expect(error.code == .overloaded)
      #expect(error.isRetryable)
      #expect(!error.hasStarted)
      #expect(error.rejections.map(\.reason) == [.busy])
      #expect(release(calls))
      for call in calls { #expect(try text(call) == "released") }
    }

    @Test func `with no queue at all a full agent is passed over for the next one`() throws {
      try addHolder(queue: 0)
      try fixture.add("noop", id: "test.next", offers: ["text.hold"]) { $0.priority = 1 }
      let call = try hold()
      #expect(eventually { (try? fixture.status("test.never-completes").inFlight) == 1 })
      #expect(try fixture.ask("text.hold").agent == "test.next")
      #expect(release([call]))
      #expect(try text(call) == "released")
    }

    @Test func `a call that is given up leaves the queue and makes room there`() throws {
      try addHolder(queue: 1)
      let first = try hold()
      #expect(eventually { (try? fixture.status("test.never-completes").inFlight) == 1 })
      for _ in 0..<20 {
        #expect(fixture.failure("text.hold") { $0.deadline = milliseconds(5) }?.code == .deadlineExceeded)
      }
      let waiting = try hold()
      waiting.cancel()
      #expect(throws: RoundhouseError.self) { try text(waiting) }
      #expect(try fixture.status("test.never-completes").queued == 0)
      let last = try hold()
      #expect(try fixture.status("test.never-completes").queued == 1)
      #expect(release([first, last]))
      #expect(try text(first) == "released")
      #expect(try text(last) == "released")
      #expect(fixture.unrest == "")
    }

    @Test func `an agent that goes hands its queue to those that stay`() throws {
      try addHolder(queue: 8)
      let first = try hold()
      let waiting = try (0..<4).map { _ in try hold() }
      #expect(eventually { (try? fixture.status("test.never-completes").queued) == 4 })
      try fixture.add("noop", id: "test.next", offers: ["text.hold"]) { $0.priority = 1 }
      let crew = Crew(1) { _ in try? fixture.host.remove("test.never-completes", deadline: milliseconds(300_000)) }
      for call in waiting { #expect(try text(call) == "x") }
      #expect(release([first]))
      #expect(try text(first) == "released")
      crew.wait()
      #expect(fixture.log.count("destroyed", agent: "test.never-completes") == 1)
    }

    @Test(arguments: [true, false])
    func `a serial agent is never entered twice, not by calls nor by health checks`(_ blocking: Bool) throws {
      try fixture.add("overlap", offers: ["text.enter"]) { manifest in
        manifest.concurrency = .serial
        manifest.isBlocking = blocking
        manifest.limits.queue = 64
        manifest.health.interval = .milliseconds(100)
      }
      _ = try fixture.ask("text.enter", "forget")
      let answered = counted(threads: 8) { count in
        for _ in 0..<125 where (try? fixture.ask("text.enter", "20")) != nil { count.add(1, ordering: .relaxed) }
      }
      #expect(answered == 1000)
      #expect(try fixture.ask("text.enter", "overlaps").text == "0")
      #expect(fixture.unrest == "")
    }

    @Test(arguments: [true, false])
    func `as many calls are inside at once as the limit allows, and no more`(_ blocking: Bool) throws {
      try fixture.add("overlap", offers: ["text.enter"]) { manifest in
        manifest.concurrency = .limit(3)
        manifest.isBlocking = blocking
      }
      _ = try fixture.ask("text.enter", "forget")
      let answered = counted(threads: 8) { count in
        for _ in 0..<50 where (try? fixture.ask("text.enter", "500")) != nil { count.add(1, ordering: .relaxed) }
      }
      #expect(answered == 400)
      let most = try fixture.ask("text.enter", "most").text
      #expect(most == "3" || most == "2", "\(most)")
      #expect(fixture.unrest == "")
    }

    @Test func `nobody is forgotten in the queue of an agent that many threads press upon`() throws {
      try fixture.add("noop", offers: ["text.echo"]) { manifest in
        manifest.concurrency = .limit(1)
        manifest.isBlocking = false
        manifest.limits.queue = 4
      }
      let ended = counted(threads: 8) { count in
        for _ in 0..<2000 {
          let error = fixture.failure("text.echo") { $0.deadline = milliseconds(60_000) }
          if error == nil || error?.code == .overloaded { count.add(1, ordering: .relaxed) }
        }
      }
      #expect(ended == 16_000)
      #expect(fixture.unrest == "")
    }

    @Test func `when all host threads are busy and their queue is full the call is refused`() throws {
      let fixture = HostFixture { configuration in
        configuration.threads = 1
        configuration.threadQueue = 1
      }
      try fixture.add("blocks-forever", offers: ["text.wait"])
      try fixture.add("blocks-forever", id: "test.releaser", offers: ["text.release"]) { $0.isBlocking = false }
      let holder = try #require(try fixture.begin("text.wait", "wait") { $0.deadline = milliseconds(300_000) })
      let waiting = try #require(try fixture.begin("text.wait", "x") { $0.deadline = milliseconds(300_000) })
      let error = try #require(fixture.failure("text.wait", "x"))
      #expect(error.code == .overloaded)
      #expect(error.remedy.contains("threads"))
      // Asked again until it helps: a release that comes before the holder's thread is in the agent releases nobody.
      let isReleased = eventually {
        _ = try? fixture.ask("text.release", "release")
        return fixture.host.statistics().inFlight == 0
      }
      #expect(isReleased)
      #expect(try text(holder) == "at last")
      #expect(try text(waiting) == "x")
      #expect(fixture.unrest == "")
    }
  }
}

/// Blocks for a pending call's answer.
@discardableResult
func text(_ call: PendingCall) throws(RoundhouseError) -> String {
  let reply = try call.wait()
  return String(decoding: reply.bytes, as: UTF8.self)
}
