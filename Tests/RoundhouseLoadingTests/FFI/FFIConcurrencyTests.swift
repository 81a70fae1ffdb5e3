import CRoundhouse
import Foundation
import Synchronization
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// One instance, many threads.
  struct Concurrency {
    /// Runs a body on eight threads at once and waits for all of them.
    private func onEightThreads(_ body: @escaping @Sendable (Int) -> Int) -> Int {
      let total = Atomic<Int>(0)
      let left = Atomic<Int>(8)
      for index in 0..<8 {
        Thread.detachNewThread {
          total.add(body(index), ordering: .relaxed)
          left.subtract(1, ordering: .releasing)
        }
      }
      while left.load(ordering: .acquiring) > 0 { usleep(1000) }
      return total.load(ordering: .relaxed)
    }

    @Test func `Eight threads make ten thousand calls each, and every answer is its own`() throws {
      let agent = try FFIFixture.function(
        "stretch",
        """
        {"name": "data", "type": "bytes"}, {"name": "size", "type": "size", "lengthOf": "data"},
        {"name": "out", "type": "bytes", "direction": "out", "capacity": {"of": "data", "sizeFrom": "bound"}},
        {"name": "n", "type": "size", "direction": "in-out", "lengthOf": "out"}
        """, returns: "{\"type\": \"i32\", \"success\": {\"equals\": 0}}")
      let right = onEightThreads { thread in
        var right = 0
        for index in 0..<10_000 {
          let data = [UInt8(thread), UInt8(truncatingIfNeeded: index), 7]
          let expected = data.flatMap { [$0, $0] }
          let answer = try? agent.call("f", data, contentType: "application/octet-stream")
          if answer?.bytes == expected { right += 1 }
        }
        return right
      }
      #expect(right == 80_000)
    }

    @Test func `Eight threads open, use and close handles, and nothing is left`() throws {
      let before = try liveObjects()
      let agent = try FFIFixture.agent(Handles.members())
      let right = onEightThreads { thread in
        var right = 0
        for index in 0..<1000 {
          guard
            let made = try? agent.string(
              "counter", "counter.new", "{\"value\": \(index + 1000)}", principal: "p\(thread)")
          else { continue }
          let use = "{\"counter\": \"\(made)\"}"
          let added = try? agent.call("counter.add", use, principal: "p\(thread)").text
          let closed = try? agent.call("counter.close", use, principal: "p\(thread)").text
          if added == "{\"value\":\(index + 1001)}", closed == "{}" { right += 1 }
        }
        return right
      }
      #expect(right == 8000)
      #expect(try agent.instance.handles.count == 0 && liveObjects() == before)
    }

    @Test func `Eight threads fight for one handle that is for one at a time, and no addition is lost`() throws {
      let agent = try FFIFixture.agent(Handles.members())
      let use = "{\"counter\": \"\(try agent.string("counter", "counter.new"))\"}"
      let added = onEightThreads { _ in
        var added = 0
        while added < 500 {
          guard let answer = try? agent.call("counter.add", use) else { break }
          if answer.status == RH_OK { added += 1 } else if answer.status != RH_OVERLOADED { break }
        }
        return added
      }
      #expect(added == 4000)
      #expect(try agent.call("counter.peek", use).text == "{\"result\":4000}")
      agent.instance.destroy()
    }
  }
}
