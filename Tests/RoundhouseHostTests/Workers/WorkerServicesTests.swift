import CPlatform
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// The host's services as an agent in a worker has them, where that differs from this process.
  @Suite struct WorkerServices {
    let fixture = HostFixture {
      $0.callsAtOnce = 1000
      $0.stateRequestsAtOnce = 1000
    }

    private func add(
      _ agent: String, _ name: String, config: String = "{}", _ change: (inout Manifest) -> Void = { _ in }
    ) throws {
      try fixture.add(agent, offers: [name], config: config) { manifest in
        manifest.tier = .worker
        change(&manifest)
      }
    }

    @Test func `more answers than the ring has room for all come`() throws {
      try add("asks-much", "text.ask")
      #expect(try fixture.ask("text.ask", "200").text == "200")
      #expect(fixture.unrest == "")
    }

    @Test func `the answers to a process that has gone are not its successor's`() throws {
      try add("asks-much", "text.ask")
      for round in 1...3 {
        #expect(fixture.failure("text.ask", "300 leave")?.code == .agentCrashed)
        #expect(eventually { fixture.restarts("test.asks-much") == round })
        #expect(try fixture.ask("text.ask", "100").text == "100")
      }
      #expect(fixture.unrest == "")
      #expect(try fixture.status("test.asks-much").misbehaviours == 0)
    }

    @Test func `a serial agent is never asked twice at once, not even for its health`() throws {
      try add("overlap", "text.stay") { manifest in
        manifest.concurrency = .serial
        manifest.health.interval = .milliseconds(100)
      }
      let wrong = counted(threads: 4) { wrong in
        for _ in 0..<50 where (try? fixture.ask("text.stay", "500")) == nil { wrong.add(1, ordering: .relaxed) }
      }
      #expect(wrong == 0)
      #expect(try fixture.ask("text.stay", "overlaps").text == "0")
    }

    @Test func `an agent is asked as often at once as it allows, and no more`() throws {
      try add("overlap", "text.stay") { $0.concurrency = .limit(3) }
      let calls = try (0..<12).map { _ in try fixture.begin("text.stay", "50000") }
      for call in calls { if let call { _ = try call.wait() } }
      #expect(try fixture.ask("text.stay", "most").text == "3")
    }

    @Test(arguments: ["", "wait "], [0, 200] as [UInt32])
    func `chunks come in order, whether the reader is slow or not`(_ how: String, _ pause: UInt32) throws {
      try add("streams", "text.stream")
      let call = try #require(try fixture.begin("text.stream", how + "2000") { $0.wantsChunks = true })
      let reader = ChunkReader()
      try reader.read(call, pause: pause)
      _ = try call.takeOutcome()
      #expect(reader.numbers == Array(0..<2000) && reader.last == "end")
      #expect(fixture.unrest == "")
    }

    @Test func `a stream that is given up ends, and the next one is whole`() throws {
      try add("streams", "text.stream")
      for _ in 0..<20 {
        let call = try #require(try fixture.begin("text.stream", "wait 100000") { $0.wantsChunks = true })
        call.cancel()
        #expect(throws: RoundhouseError.self) { _ = try call.wait() }
      }
      #expect(fixture.unrest == "")
      let call = try #require(try fixture.begin("text.stream", "500") { $0.wantsChunks = true })
      let reader = ChunkReader()
      try reader.read(call)
      _ = try call.takeOutcome()
      #expect(reader.numbers == Array(0..<500))
    }

    @Test func `a chunk longer than all windows, and what follows it, reach a slow reader`() throws {
      try add("long-chunks", "text.stream") { $0.limits.reply = 8 << 20 }
      let call = try #require(try fixture.begin("text.stream", "x") { $0.wantsChunks = true })
      let reader = ChunkReader()
      // All has come before the first is read.
      #expect(eventually { fixture.log.count("all sent") == 1 })
      try reader.read(call, pause: 1000)
      _ = try call.takeOutcome()
      #expect(reader.bytes == 1000 + (2 << 20) + 100 + 3)
      #expect(try fixture.status("test.long-chunks").misbehaviours == 0)
      #expect(fixture.unrest == "")
    }

    @Test func `many agents call each other across workers`() throws {
      try add("calls", "text.call") { manifest in
        manifest.permissions.call = ["*"]
        manifest.concurrency = .limit(4)
      }
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      let wrong = counted(threads: 4) { wrong in
        for number in 0..<50 {
          let how = number % 2 == 0 ? "wait" : "async3"
          if (try? fixture.ask("text.call", "\(how) text.echo \(number)").text) != "\(number)" {
            wrong.add(1, ordering: .relaxed)
          }
        }
      }
      #expect(wrong == 0)
      #expect(fixture.unrest == "")
    }

    @Test func `one that is removed is drained first, and then destroyed`() throws {
      try add("drains", "text.drain")
      try fixture.host.remove("test.drains")
      #expect(fixture.log.count("drained", agent: "test.drains") == 1)
      #expect(fixture.log.count("destroyed", agent: "test.drains") == 1)
    }
  }
}
