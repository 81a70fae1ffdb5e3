import CPlatform
import RoundhouseModel
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Asking from Swift's own concurrency.
  struct AsyncTests {
    let fixture = HostFixture()

    @Test func `an answer comes whether the agent answers at once, from a host thread or later`() async throws {
      try fixture.add("noop", offers: ["text.inline"]) { $0.isBlocking = false }
      try fixture.add("slow", offers: ["text.sleep"])
      try fixture.add("later", offers: ["text.later"]) { $0.isBlocking = false }
      let inline = try await fixture.host.call("text.inline", Array("x".utf8))
      #expect(inline.bytes == Array("x".utf8) && inline.agent == "test.noop")
      #expect(try await fixture.host.call("text.sleep", Array("5".utf8)).agent == "test.slow")
      #expect(try await fixture.host.call("text.later", Array("5".utf8)).agent == "test.later")
      await #expect(throws: RoundhouseError.self) { try await fixture.host.call("text.none", []) }
    }

    @Test func `many calls at once are all answered, and hold no thread of Swift's pool`() async throws {
      try fixture.add("slow", offers: ["text.sleep"])
      let host = fixture.host
      let answered = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<64 {
          group.addTask { @concurrent in
            (try? await host.call("text.sleep", Array("20".utf8), CallOptions())) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(answered == 64)
    }

    @Test(arguments: ["text.hold", "text.inline"])
    func `cancelling the task cancels the call, the agent is told, and the place comes back`(_ name: String)
      async throws
    {
      try fixture.add("never-completes", offers: [name]) { manifest in
        manifest.isBlocking = name == "text.hold"
        manifest.breaker.failureThreshold = 1000
      }
      let host = fixture.host
      let task = Task { @concurrent in
        try await host.call(name, Array("x".utf8), CallOptions())
      }
      #expect(eventually { fixture.log.count("kept") == 1 })
      task.cancel()
      switch await task.result {
      case .success: Issue.record("it was cancelled")
      case .failure(let error): #expect((error as? RoundhouseError)?.code == .cancelled)
      }
      #expect(eventually { fixture.log.count("cancelled") == 1 })
      _ = try fixture.ask(name, "release")
      #expect(fixture.unrest == "")
      // The caller gave up: that is not the agent's failure.
      #expect(try fixture.status("test.never-completes").capabilities[0].breaker == .closed)
    }

    @Test func `a task that is cancelled before it asks is answered all the same, once`() async throws {
      try fixture.add("later", offers: ["text.later"])
      let host = fixture.host
      for _ in 0..<100 {
        let task = Task { @concurrent in
          try await host.call("text.later", Array("0".utf8), CallOptions())
        }
        task.cancel()
        switch await task.result {
        case .success(let payload): #expect(payload.agent == "test.later")
        case .failure(let error): #expect((error as? RoundhouseError)?.code == .cancelled)
        }
      }
      #expect(fixture.unrest == "")
    }

    @Test func `an observer that comes late is told at once, and exactly once`() throws {
      try fixture.add("later", offers: ["text.later"])
      for wait in [0, 30_000] as [UInt32] {
        let call = try #require(try fixture.begin("text.later", "5"))
        usleep(wait)
        let observer = CountingObserver()
        call.observe(observer)
        #expect(eventually { observer.ended.value == 1 })
        #expect(try call.takeOutcome().agent == "test.later")
        #expect(throws: RoundhouseError.self) { _ = try call.takeOutcome().agent }
        #expect(observer.ended.value == 1)
      }
    }
  }
}

/// Counts what it is told.
final class CountingObserver: CallObserver {
  let ended = Counter()
  func callEnded(_ call: PendingCall) { ended.add() }
  func chunksArrived(_ call: PendingCall) {}
}
