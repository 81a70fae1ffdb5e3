import CRoundhouse
import Foundation
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseLoading

/// A clock that a test sets.
final class HandClock: Clock {
  private let time = Atomic<UInt64>(1_000)
  var now: Nanoseconds { time.load(ordering: .relaxed) }
  var wallClock: Int64 { Int64(now) }
  func advance(_ by: Nanoseconds) { time.add(by, ordering: .relaxed) }
}

extension FFITests {
  /// Pointers of the library, as strings of JSON.
  struct Handles {
    static func members(threadSafe: Bool = false) -> String {
      """
      "enums": {"code": {"values": {"ok": 0, "tired": 3, "busy": 5, "cantopen": 14}}},
      "handles": {
        "test.counter": {"destroy": "counter_free", "threadSafe": \(threadSafe)},
        "test.cell": {"destroy": "cell_free"},
        "test.limited": {"destroy": "counter_free", "prepare": [{"symbol": "counter_limit", "arguments": [1, 2, 3]}]}
      },
      "functions": [
        {"capability": "counter.new", "symbol": "counter_new",
         "parameters": [{"name": "value", "type": "i64", "default": 0}], "returns": {"type": "test.counter", "name": "counter"}},
        {"capability": "counter.open", "symbol": "counter_open",
         "parameters": [{"name": "value", "type": "i64"}, {"name": "counter", "type": "test.counter", "direction": "out"}],
         "returns": {"type": "code", "success": {"equals": "ok"}, "error": {"symbol": "counter_error", "argument": "counter"}}},
        {"capability": "counter.add", "symbol": "counter_add",
         "parameters": [{"name": "counter", "type": "test.counter"}, {"name": "n", "type": "i64", "default": 1}],
         "returns": {"type": "i64", "name": "value"}},
        {"capability": "counter.peek", "symbol": "counter_peek",
         "parameters": [{"name": "counter", "type": "test.counter", "nullable": true}], "returns": "i64"},
        {"capability": "counter.both", "symbol": "counter_both",
         "parameters": [{"name": "a", "type": "test.counter"}, {"name": "b", "type": "test.counter"}], "returns": "i64"},
        {"capability": "counter.wait", "symbol": "counter_wait",
         "parameters": [{"name": "counter", "type": "test.counter"}], "returns": "i32"},
        {"capability": "counter.close", "symbol": "counter_close",
         "parameters": [{"name": "counter", "type": "test.counter", "consumes": true}],
         "returns": {"type": "code", "success": {"equals": "ok"}}},
        {"capability": "limited.new", "symbol": "counter_new",
         "parameters": [{"name": "value", "type": "i64"}], "returns": {"type": "test.limited", "name": "limited"}},
        {"capability": "limited.add", "symbol": "counter_add",
         "parameters": [{"name": "limited", "type": "test.limited"}, {"name": "n", "type": "i64"}],
         "returns": {"type": "i64", "name": "value"}},
        {"capability": "cell.new", "symbol": "cell_new",
         "parameters": [{"name": "counter", "type": "test.counter"},
                        {"name": "cell", "type": "test.cell", "direction": "out", "within": "counter"}],
         "returns": {"type": "code", "success": {"equals": "ok"}}},
        {"capability": "cell.fail", "symbol": "cell_fail", "parameters": [{"name": "cell", "type": "test.cell"}],
         "returns": {"type": "code", "success": {"equals": "ok"},
                     "error": {"symbol": "counter_error", "argument": "cell", "through": "cell_owner"}}},
        {"capability": "cell.free", "symbol": "cell_free",
         "parameters": [{"name": "cell", "type": "test.cell", "consumes": true}]},
        {"capability": "door", "symbol": "door", "parameters": [{"name": "open", "type": "i32"}]},
        {"capability": "waiters", "symbol": "waiters", "returns": "i32"}
      ]
      """
    }

    @Test func `A handle is made, used and closed`() throws {
      let before = try liveObjects()
      let agent = try FFIFixture.agent(Self.members())
      let counter = try agent.string("counter", "counter.new", "{\"value\": 40}")
      let pattern = try Regex("test\\.counter:0-[0-9a-f]{32}")
      #expect(counter.wholeMatch(of: pattern) != nil)
      #expect(try agent.call("counter.add", "{\"counter\": \"\(counter)\", \"n\": 2}").text == "{\"value\":42}")
      #expect(try agent.call("counter.close", "{\"counter\": \"\(counter)\"}").text == "{}")
      let stale = try agent.call("counter.add", "{\"counter\": \"\(counter)\"}")
      #expect(
        stale.message == "/counter: the handle is closed, or was never given out by this instance; open a new one")
      #expect(stale.status == RH_BAD_REQUEST && stale.agentCode == "stale_handle" && stale.isNotStarted)
      // Its place is another's now; the old name is not.
      let second = try agent.string("counter", "counter.new")
      #expect(second != counter && second.hasPrefix("test.counter:0-"))
      #expect(try agent.call("counter.add", "{\"counter\": \"\(counter)\"}").agentCode == "stale_handle")
      agent.instance.destroy()
      #expect(try liveObjects() == before)
    }

    @Test func `Null is null`() throws {
      let agent = try FFIFixture.agent(Self.members())
      #expect(try agent.call("counter.new", "{\"value\": 13}").text == "{\"counter\":null}")
      #expect(try agent.call("counter.peek", "{\"counter\": null}").text == "{\"result\":-77}")
      #expect(try agent.call("counter.peek").text == "{\"result\":-77}")
      #expect(agent.instance.handles.count == 0)
    }

    @Test func `A handle is refused in another's hands, of another type, of another instance, and invented`() throws {
      let agent = try FFIFixture.agent(Self.members())
      let other = try FFIFixture.agent(Self.members())
      let counter = try agent.string("counter", "counter.new", principal: "ada")
      let cell = try agent.string("cell", "cell.new", "{\"counter\": \"\(counter)\"}", principal: "ada")
      _ = try other.string("counter", "counter.new", principal: "ada")
      let use = "{\"counter\": \"\(counter)\"}"
      let foreign = try agent.call("counter.add", use, principal: "bob")
      #expect(foreign.status == RH_PERMISSION_DENIED && foreign.agentCode == "foreign_handle")
      #expect(foreign.message == "/counter: the handle belongs to somebody else; open one of your own")
      #expect(try agent.call("counter.add", use).status == RH_PERMISSION_DENIED)
      #expect(try agent.call("counter.add", use, principal: "ada").status == RH_OK)
      #expect(try other.call("counter.add", use, principal: "ada").agentCode == "stale_handle")
      #expect(
        try agent.call("counter.add", "{\"counter\": \"\(cell)\"}", principal: "ada").message
          == "/counter: expected a handle of test.counter, found one of test.cell")
      for wrong in ["", "x", "test.counter:", "test.counter:0-12", "test.counter:-1-00"] {
        #expect(
          try agent.call("counter.add", "{\"counter\": \"\(wrong)\"}", principal: "ada").message
            == "/counter: expected a handle such as \"test.counter:…\", found \"\(wrong)\"")
      }
      for place in ["0", "3ff", "ffffffff"] {
        let invented = "test.counter:\(place)-\(String(repeating: "0", count: 32))"
        #expect(
          try agent.call("counter.add", "{\"counter\": \"\(invented)\"}", principal: "ada").agentCode == "stale_handle")
      }
      #expect(
        try agent.call("counter.add", "{\"counter\": 5}", principal: "ada").message
          == "/counter: expected a handle of test.counter, found 5")
      agent.instance.destroy()
      other.instance.destroy()
    }

    @Test func `An object that was made by a failing call is ended, after it was asked why`() throws {
      let before = try liveObjects()
      let agent = try FFIFixture.agent(Self.members())
      let failed = try agent.call("counter.open", "{\"value\": -1}")
      #expect(failed.message == "counters begin at 0" && failed.agentCode == "cantopen")
      #expect(try liveObjects() == before && agent.instance.handles.count == 0)
      _ = try agent.string("counter", "counter.open", "{\"value\": 1}")
      #expect(try liveObjects() == before + 1)
      agent.instance.destroy()
      #expect(try liveObjects() == before)
    }

    @Test func `A close that fails leaves the handle as it was`() throws {
      let agent = try FFIFixture.agent(Self.members())
      let use = "{\"counter\": \"\(try agent.string("counter", "counter.new", "{\"value\": 666}"))\"}"
      #expect(try agent.call("counter.close", use).agentCode == "busy")
      #expect(try agent.call("counter.add", use).text == "{\"value\":667}")
      #expect(try agent.call("counter.close", use).text == "{}")
    }

    @Test func `A handle outlives those within it`() throws {
      let before = try liveObjects()
      let agent = try FFIFixture.agent(Self.members())
      let use = "{\"counter\": \"\(try agent.string("counter", "counter.new"))\"}"
      let cell = "{\"cell\": \"\(try agent.string("cell", "cell.new", use))\"}"
      _ = try agent.string("cell", "cell.new", use)
      let refused = try agent.call("counter.close", use)
      #expect(refused.message == "/counter: 2 other handles live within this one; close them first")
      #expect(refused.status == RH_CONFLICT && refused.agentCode == "handle_in_use")
      #expect(try agent.call("cell.fail", cell).message == "the owner is tired")
      #expect(try agent.call("cell.free", cell).text == "{}")
      #expect(
        try agent.call("counter.close", use).message
          == "/counter: 1 other handles live within this one; close them first")
      // What is left is ended youngest first; the fixture's cell touches its owner.
      agent.instance.destroy()
      #expect(try liveObjects() == before)
    }

    @Test func `New handles are prepared before anybody has them`() throws {
      let agent = try FFIFixture.agent(Self.members())
      let limited = try agent.string("limited", "limited.new", "{\"value\": 0}")
      #expect(try agent.call("limited.add", "{\"limited\": \"\(limited)\", \"n\": 5000}").text == "{\"value\":123}")
      agent.instance.destroy()
    }

    @Test func `There are at most 1024, and the next is refused before it is made`() throws {
      let before = try liveObjects()
      let agent = try FFIFixture.agent(Self.members())
      let first = try agent.string("counter", "counter.new")
      for _ in 1..<1024 { _ = try agent.string("counter", "counter.new") }
      let refused = try agent.call("counter.new")
      #expect(refused.status == RH_OVERLOADED && refused.agentCode == "too_many_handles" && refused.isNotStarted)
      #expect(refused.message == "1024 handles are open, more are not allowed; close some")
      #expect(try liveObjects() == before + 1024)
      #expect(try agent.call("counter.close", "{\"counter\": \"\(first)\"}").status == RH_OK)
      #expect(try agent.call("counter.new").status == RH_OK)
      agent.instance.destroy()
      #expect(try liveObjects() == before && agent.instance.handles.count == 0)
    }

    @Test func `Handles that nobody used for ten minutes are closed when health is asked`() throws {
      let before = try liveObjects()
      let clock = HandClock()
      let agent = try FFIFixture.agent(Self.members(), clock: clock)
      let used = "{\"counter\": \"\(try agent.string("counter", "counter.new"))\"}"
      let idle = "{\"counter\": \"\(try agent.string("counter", "counter.new"))\"}"
      let owner = "{\"counter\": \"\(try agent.string("counter", "counter.new"))\"}"
      _ = try agent.string("cell", "cell.new", owner)
      #expect(agent.instance.reportsHealth)
      clock.advance(.seconds(599))
      #expect(agent.instance.checkHealth().state == .healthy && agent.instance.handles.count == 4)
      #expect(try agent.call("counter.add", used).status == RH_OK)
      clock.advance(.seconds(1))
      _ = agent.instance.checkHealth()
      // The owner goes a round later than the cell within it.
      #expect(agent.instance.handles.count == 2)
      #expect(try agent.call("counter.add", idle).agentCode == "stale_handle")
      _ = agent.instance.checkHealth()
      #expect(agent.instance.handles.count == 1)
      #expect(try agent.call("counter.add", used).text == "{\"value\":2}")
      clock.advance(.seconds(600))
      _ = agent.instance.checkHealth()
      #expect(try agent.instance.handles.count == 0 && liveObjects() == before)
    }

    @Test(arguments: [false, true])
    func `A handle in use cannot be closed, and is shared only if it may be`(threadSafe: Bool) throws {
      let before = try liveObjects()
      let clock = HandClock()
      let agent = try FFIFixture.agent(Self.members(threadSafe: threadSafe), clock: clock)
      let use = "{\"counter\": \"\(try agent.string("counter", "counter.new", "{\"value\": 9}"))\"}"
      let result = Mutex("")
      let thread = Thread {
        let text = (try? agent.call("counter.wait", use).text) ?? "failed"
        result.withLock { $0 = text }
      }
      thread.start()
      while try agent.call("waiters").text != "{\"result\":1}" { sched_yield() }
      let closed = try agent.call("counter.close", use)
      #expect(closed.status == RH_OVERLOADED && closed.isRetryable && closed.isNotStarted)
      #expect(closed.message == "/counter: the handle is in use by another call; try again when that has ended")
      let shared = try agent.call("counter.add", use)
      #expect(shared.status == (threadSafe ? RH_OK : RH_OVERLOADED))
      clock.advance(.seconds(6000))
      #expect(agent.instance.handles.sweep(now: clock.now) == 0)
      _ = try agent.call("door", "{\"open\": 1}")
      while result.withLock({ $0.isEmpty }) { sched_yield() }
      _ = try agent.call("door", "{\"open\": 0}")
      #expect(result.withLock { $0 } == "{\"result\":\(threadSafe ? 10 : 9)}")
      #expect(try agent.call("counter.close", use).status == RH_OK)
      #expect(try liveObjects() == before)
    }

    @Test func `One call may name a handle twice`() throws {
      let agent = try FFIFixture.agent(Self.members())
      let one = try agent.string("counter", "counter.new", "{\"value\": 4}")
      #expect(try agent.call("counter.both", "{\"a\": \"\(one)\", \"b\": \"\(one)\"}").text == "{\"result\":8}")
      // A second parameter that is wrong gives the first one back.
      #expect(try agent.call("counter.both", "{\"a\": \"\(one)\", \"b\": 1}").status == RH_BAD_REQUEST)
      #expect(try agent.call("counter.close", "{\"counter\": \"\(one)\"}").text == "{}")
    }
  }
}
