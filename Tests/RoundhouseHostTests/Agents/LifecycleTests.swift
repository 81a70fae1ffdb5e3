import CPlatform
import Glibc
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Agents come, change and go while requests flow.
  struct LifecycleTests {
    let fixture = HostFixture()

    @Test func `an agent that refuses to start is an error with its own words, and nothing is left of it`() throws {
      do throws(RoundhouseError) {
        try fixture.host.add(try bundle("create-fails"))
        Issue.record("it refuses")
      } catch {
        #expect(error.cause == "no model at /nowhere")
        #expect(error.agent == "test.create-fails")
        #expect(!error.path.isEmpty)
      }
      #expect(fixture.host.agents().isEmpty)
    }

    private func bundle(_ fixture: String) throws(RoundhouseError) -> AgentBundle {
      do { return try self.fixture.bundle(fixture, offers: ["text.do"]) } catch {
        throw RoundhouseError(.internal, "\(error)")
      }
    }

    @Test func `an agent that does not start in time is given up, and destroyed when it comes at last`() throws {
      do throws(RoundhouseError) {
        var bundle = try bundle("create-hangs")
        bundle.manifest.startTimeout = .milliseconds(100)
        try fixture.host.add(bundle)
        Issue.record("it is too slow")
      } catch {
        #expect(error.code == .deadlineExceeded)
        #expect(error.remedy.contains("startTimeout"))
      }
      #expect(fixture.failure("text.do")?.code == .unknownCapability)
      #expect(eventually { fixture.log.count("destroyed", agent: "test.create-hangs") == 1 })
    }

    @Test func `of several agents those that can be loaded are, and the others are named`() throws {
      let failures = fixture.host.add([
        try fixture.bundle("noop", id: "test.good", offers: ["text.do"]),
        try fixture.bundle("create-fails", offers: ["text.do"]),
        try fixture.bundle("noop", id: "test.other", offers: ["text.other"]),
      ])
      #expect(failures.map(\.bundle.manifest.id) == ["test.create-fails"])
      #expect(fixture.host.agents().map(\.id) == ["test.good", "test.other"])
      #expect(try fixture.ask("text.do").agent == "test.good")
    }

    @Test func `an agent becomes routable only if its self tests give what the manifest promises`() throws {
      func add(_ id: String, _ tests: [SelfTest], library: String = "noop") throws {
        try fixture.add(library, id: id, offers: ["text.do"]) { manifest in
          manifest.selfTests = tests
          manifest.startTimeout = .milliseconds(2000)
        }
      }
      let json = Array(#"{"a": [1, 2.0]}"#.utf8)
      try add("test.good", [SelfTest(capability: "text.do", input: json, output: Array(#"{"a":[1,2]}"#.utf8))])
      #expect(try fixture.ask("text.do").agent == "test.good")
      for (id, library, test) in [
        ("test.other", "noop", SelfTest(capability: "text.do", input: json, output: Array("7".utf8))),
        ("test.fails", "fails", SelfTest(capability: "text.do", input: Array("-8 0 0".utf8))),
        ("test.returns", "fails", SelfTest(capability: "text.do", input: Array("return -8".utf8))),
        ("test.none", "noop", SelfTest(capability: "text.none", input: json)),
      ] {
        #expect(throws: RoundhouseError.self, "\(id)") { try add(id, [test], library: library) }
        #expect(eventually { fixture.log.count("destroyed", agent: id) == (library == "noop" ? 0 : 1) }, "\(id)")
      }
      #expect(fixture.host.agents().map(\.id) == ["test.good"])
    }

    @Test func `a self test that is never answered ends the start, and the instance is not destroyed under its call`()
      throws
    {
      #expect(throws: RoundhouseError.self) {
        try fixture.add("never-completes", offers: ["text.hold"]) { manifest in
          manifest.startTimeout = .milliseconds(200)
          manifest.selfTests = [SelfTest(capability: "text.hold", input: Array("x".utf8))]
        }
      }
      usleep(300_000)
      #expect(fixture.log.count("destroyed") == 0)
      try fixture.add("never-completes", id: "test.releaser", offers: ["text.release"])
      _ = try fixture.ask("text.release", "release")
      #expect(eventually { fixture.log.count("destroyed", agent: "test.never-completes") == 1 })
    }

    @Test func `removing waits for the calls in flight, drains, and then destroys`() throws {
      try fixture.add("never-completes", offers: ["text.hold"])
      try fixture.add("never-completes", id: "test.releaser", offers: ["text.release"])
      let call = try #require(try fixture.begin("text.hold", "x") { $0.deadline = milliseconds(300_000) })
      #expect(eventually { (try? fixture.status("test.never-completes").inFlight) == 1 })
      let crew = Crew(1) { crew in
        try? fixture.host.remove("test.never-completes", deadline: milliseconds(300_000))
        crew.count.add(1, ordering: .releasing)
      }
      #expect(eventually { fixture.host.agents().map(\.id) == ["test.releaser"] })
      #expect(fixture.failure("text.hold")?.code == .unknownCapability)
      usleep(50_000)
      #expect(crew.count.load(ordering: .acquiring) == 0)
      #expect(fixture.log.count("destroyed") == 0)
      _ = try fixture.ask("text.release", "release")
      #expect(try text(call) == "released")
      crew.wait()
      #expect(fixture.log.count("destroyed", agent: "test.never-completes") == 1)
    }

    @Test func `an agent whose call does not end in time is left alone, and its late completion does no harm`() throws {
      try fixture.add("never-completes", offers: ["text.hold"])
      try fixture.add("never-completes", id: "test.releaser", offers: ["text.release"])
      let call = try #require(try fixture.begin("text.hold", "x") { $0.deadline = milliseconds(300_000) })
      #expect(eventually { (try? fixture.status("test.never-completes").inFlight) == 1 })
      try fixture.host.remove("test.never-completes", deadline: milliseconds(50))
      #expect(fixture.log.count("left alone", agent: "test.never-completes") == 1)
      #expect(fixture.log.count("destroyed") == 0)
      _ = try fixture.ask("text.release", "release")
      #expect(try text(call) == "released")
    }

    @Test func `a worker goes with the call that does not end in time, and leaves no process behind`() throws {
      try fixture.add("never-completes", offers: ["text.hold"]) { $0.tier = .worker }
      let call = try #require(try fixture.begin("text.hold", "x") { $0.deadline = milliseconds(300_000) })
      #expect(eventually { (try? fixture.status("test.never-completes").inFlight) == 1 })
      let process = try #require(try fixture.status("test.never-completes").worker?.process)
      try fixture.host.remove("test.never-completes", deadline: milliseconds(50))
      #expect(fixture.log.count("ended with them", agent: "test.never-completes") == 1)
      #expect(throws: RoundhouseError.self) { _ = try call.wait() }
      #expect(fixture.unrest == "")
      // Not even one that has ended and was not taken: such a one could still be asked for.
      #expect(eventually { kill(process, 0) != 0 })
    }

    @Test(arguments: [Tier.worker, .host])
    func `agents that come and go leave no descriptor, mapping or record behind`(_ tier: Tier) throws {
      try fixture.add("plain", id: "test.first", offers: ["text.do"]) { $0.tier = tier }
      try fixture.host.remove("test.first")
      let before = ProcessCounts.now
      weak var record: AgentRecord?
      for number in 0..<10 {
        try fixture.add("plain", id: "test.\(number)", offers: ["text.do"]) { $0.tier = tier }
        _ = try fixture.ask("text.do")
        if number == 9 { record = fixture.host.registry.agent("test.9") }
        try fixture.host.remove("test.\(number)")
      }
      #expect(eventually { record == nil })
      #expect(eventually { ProcessCounts.now.isNoMore(than: before) }, "\(before), \(ProcessCounts.now)")
    }

    @Test func `an agent is told to drain before it goes, and one that hangs there is not waited for`() throws {
      try fixture.add("drains", offers: ["text.do"])
      try fixture.host.remove("test.drains")
      #expect(fixture.log.count("drained") == 1)
      #expect(fixture.log.count("destroyed") == 1)
      try fixture.add("drains", id: "test.hanging", offers: ["text.do"], config: #"{"hang": 3000}"#)
      let start = platform_now()
      try fixture.host.remove("test.hanging", deadline: milliseconds(10))
      #expect(platform_now() - start < .milliseconds(2900))
      #expect(fixture.log.count("does not come back", agent: "test.hanging") == 1)
      #expect(eventually { fixture.log.count("destroyed", agent: "test.hanging") == 1 })
    }

    @Test func `removing what is not there names what is`() throws {
      try fixture.add("noop", id: "test.alpha", offers: ["text.do"])
      do throws(RoundhouseError) {
        try fixture.host.remove("test.alhpa")
        Issue.record("there is no such agent")
      } catch {
        #expect(error.code == .unknownAgent)
        #expect(error.remedy.contains("test.alpha"))
      }
    }

    @Test(arguments: [true, false])
    func `an agent is replaced without a failed call, and each generation is destroyed once`(_ blocking: Bool) throws {
      try fixture.add("noop", offers: ["text.do"]) { $0.isBlocking = blocking }
      let crew = Crew(4) { crew in
        while !crew.isStopped {
          if fixture.failure("text.do") != nil { crew.count.add(1, ordering: .relaxed) }
        }
      }
      for _ in 0..<40 { try fixture.add("noop", offers: ["text.do"]) { $0.isBlocking = blocking } }
      crew.stop()
      crew.wait()
      #expect(crew.count.load(ordering: .acquiring) == 0)
      #expect(try fixture.status("test.noop").generation == 41)
      #expect(fixture.unrest == "")
    }

    @Test func `each instance is destroyed exactly once`() throws {
      for _ in 0..<20 { try fixture.add("slow", offers: ["text.sleep"]) }
      try fixture.host.remove("test.slow")
      #expect(eventually { fixture.log.count("destroyed") == 20 })
      usleep(20_000)
      #expect(fixture.log.count("destroyed") == 20)
    }

    @Test func `a disabled agent is not asked, its calls in flight go on`() throws {
      try fixture.add("slow", offers: ["text.sleep"])
      let call = try #require(try fixture.begin("text.sleep", "100"))
      #expect(eventually { (try? fixture.status("test.slow").inFlight) == 1 })
      try fixture.host.setEnabled("test.slow", false)
      #expect(fixture.failure("text.sleep", "0")?.rejections.map(\.reason) == [.disabled])
      #expect(try text(call) == "slept")
      try fixture.host.setEnabled("test.slow", true)
      #expect(try fixture.ask("text.sleep", "0").text == "slept")
    }

    @Test func `draining refuses new calls, waits for those in flight, and ends all agents`() throws {
      try fixture.add("slow", offers: ["text.sleep"])
      try fixture.add("drains", offers: ["text.do"])
      let call = try #require(try fixture.begin("text.sleep", "200"))
      #expect(eventually { (try? fixture.status("test.slow").inFlight) == 1 })
      #expect(fixture.host.isReady)
      fixture.host.drain(until: milliseconds(60_000))
      #expect(!fixture.host.isReady)
      #expect(try text(call) == "slept")
      #expect(fixture.failure("text.do")?.code == .noHealthyAgent)
      #expect(fixture.host.agents().isEmpty)
      #expect(fixture.log.count("destroyed") == 2)
      #expect(fixture.log.count("drained") == 1)
    }

    @Test func `what does not end by the time the host stops is answered with an error`() throws {
      try fixture.add("never-completes", offers: ["text.hold"])
      let call = try #require(try fixture.begin("text.hold", "x") { $0.deadline = milliseconds(3_000_000) })
      #expect(eventually { (try? fixture.status("test.never-completes").inFlight) == 1 })
      fixture.host.drain(until: milliseconds(50))
      #expect(eventually { call.hasEnded })
      #expect(throws: RoundhouseError.self) { _ = try call.takeOutcome().agent }
      // Completed after all, by way of another host: nobody minds.
      let other = HostFixture()
      try other.add("never-completes", offers: ["text.hold"])
      _ = try other.ask("text.hold", "release")
    }

    @Test func `no call fails while agents come, go and change, as long as a healthy one is there`() throws {
      try fixture.add("noop", id: "test.always", offers: ["text.do"]) { manifest in
        manifest.priority = 1
        manifest.isBlocking = false
        manifest.concurrency = .limit(4096)
      }
      let errors = Mutex<[String]>([])
      let crew = Crew(8) { crew in
        while !crew.isStopped {
          if let error = fixture.failure(
            "text.do", "x", { $0.session = crew.count.load(ordering: .relaxed) % 2 == 0 ? "s" : "" })
          {
            errors.withLock { $0.append(error.description) }
          }
          crew.count.add(1, ordering: .relaxed)
        }
      }
      let end = milliseconds(2000)
      var round = 0
      while platform_now() < end {
        round += 1
        let id = "test.guest-\(round % 3)"
        try fixture.add(round % 2 == 0 ? "noop" : "slow", id: id, offers: ["text.do", "text.guest"]) { manifest in
          manifest.priority = 2
          manifest.isBlocking = round % 4 < 2
        }
        try fixture.host.change(id, priority: round % 3, weight: nil)
        try fixture.host.setEnabled(id, false)
        try fixture.host.change("test.always", priority: round % 2, weight: 5)
        try fixture.host.setEnabled(id, true)
        if round % 2 == 0 { try fixture.host.remove(id) }
      }
      crew.stop()
      crew.wait()
      #expect(errors.withLock { $0 } == [])
      #expect(round > 3)
      #expect(crew.count.load(ordering: .acquiring) > 100)
      #expect(fixture.unrest == "")
    }

    @Test func `a host that is let go of ends its threads and gives its places back`() throws {
      for _ in 0..<10 {
        weak let host: Host?
        do {
          let fixture = HostFixture()
          try fixture.add("noop", offers: ["text.do"])
          _ = try fixture.ask("text.do")
          host = fixture.host
        }
        #expect(eventually { host == nil })
      }
    }
  }
}
