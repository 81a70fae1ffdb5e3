import CPlatform
import RoundhouseLoading
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Agents that are declared non-blocking.
  struct InlineTests {
    @Test func `an agent that keeps its promise stays on its callers' threads`() throws {
      let fixture = HostFixture()
      try fixture.add("noop", offers: ["text.echo"]) { $0.isBlocking = false }
      for _ in 0..<5000 { _ = try fixture.ask("text.echo") }
      #expect(try fixture.status("test.noop").isBlocking == false)
      #expect(fixture.host.statistics().threads == 0)
    }

    @Test func `from a folder that is not trusted it runs in a worker`() throws {
      let fixture = HostFixture()
      try fixture.add("noop", offers: ["text.echo"], trusted: false) { $0.isBlocking = false }
      _ = try fixture.ask("text.echo")
      #expect(try fixture.status("test.noop").tier == .worker)
      #expect(fixture.host.statistics().threads == 0)
    }

    @Test(arguments: ["spin 20", "sleep 20"])
    func `one that takes too long is treated as blocking from then on`(_ payload: String) throws {
      let fixture = HostFixture()
      try fixture.add("lies-inline", offers: ["text.lie"]) { $0.isBlocking = false }
      #expect(
        eventually {
          _ = try? fixture.ask("text.lie", payload)
          return (try? fixture.status("test.lies-inline").isBlocking) == true
        })
      let status = try fixture.status("test.lies-inline")
      #expect(status.lastMisbehaviour == Misbehaviour.heldInline.rawValue)
      #expect(fixture.log.count("treated as blocking", agent: "test.lies-inline") == 1)
      #expect(try fixture.ask("text.lie", payload).text == "there")
      #expect(fixture.host.statistics().threads > 0)
    }

    @Test func `one that never comes back is found out, named, and its listener replaced`() throws {
      let counter = Counter()
      let fixture = HostFixture({ $0.inlineAlarm = .milliseconds(100) }, listenerIsHeld: { counter.add() })
      try fixture.add("lies-inline", offers: ["text.lie"]) { $0.isBlocking = false }
      // The thread that is held is a spare one.
      let crew = Crew(1) { crew in
        if (try? fixture.ask("text.lie", "forever").text) == "there" { crew.count.add(1, ordering: .releasing) }
      }
      #expect(eventually { counter.value == 1 })
      #expect(try fixture.status("test.lies-inline").isBlocking)
      #expect(fixture.log.count("has held its caller's thread", agent: "test.lies-inline") == 1)
      // The next call goes to a host thread, and the caller is answered at its deadline.
      let error = fixture.failure("text.lie", "forever") { $0.deadline = milliseconds(100) }
      #expect(error?.code == .deadlineExceeded)
      #expect(try fixture.ask("text.lie", "release").text == "there")
      crew.wait()
      #expect(crew.count.load(ordering: .acquiring) == 1)
      #expect(counter.value == 1)
      #expect(fixture.unrest == "")
    }

    @Test func `waiting functions are refused on a caller's thread`() throws {
      let fixture = HostFixture()
      try fixture.add("noop", offers: ["text.echo"])
      try fixture.add("calls", offers: ["text.call"]) { manifest in
        manifest.isBlocking = false
        manifest.permissions.call = ["*"]
      }
      #expect(try fixture.ask("text.call", "wait text.echo hello").text == "refused -16")
      #expect(try fixture.status("test.calls").lastMisbehaviour == Misbehaviour.waitedOutsideBlocking.rawValue)
      #expect(try fixture.ask("text.call", "async text.echo hello").text == "hello")
    }

    @Test func `one that answers later is pending, and is answered on whatever thread it comes`() throws {
      let fixture = HostFixture()
      try fixture.add("later", offers: ["text.later"]) { $0.isBlocking = false }
      let call = try #require(try fixture.begin("text.later", "20"))
      #expect(try text(call) == "later")
      for _ in 0..<300 { #expect(try fixture.ask("text.later", "0").text == "later") }
      #expect(fixture.unrest == "")
      #expect(try fixture.status("test.later").misbehaviours == 0)
    }
  }
}

/// Counts, from any thread.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  func add() { count.add(1, ordering: .acquiringAndReleasing) }
  var value: Int { count.load(ordering: .acquiring) }
}
