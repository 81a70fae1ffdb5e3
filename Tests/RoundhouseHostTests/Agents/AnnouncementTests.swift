import CPlatform
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Capabilities that an agent announces and withdraws while it lives.
  struct AnnouncementTests {
    let fixture = HostFixture()

    private func add(
      to fixture: HostFixture? = nil, id: String = "test.announces", permits: [String] = ["text.*"],
      config: String = "{}", _ change: (inout Manifest) -> Void = { _ in }
    ) throws {
      try (fixture ?? self.fixture).add("announces", id: id, offers: ["test.control"], config: config) { manifest in
        manifest.permissions.announce = permits
        change(&manifest)
      }
    }

    /// Has the agent do something, and tells the status.
    private func order(_ words: String) throws(RoundhouseError) -> Int? {
      Int(try fixture.ask("test.control", words).text)
    }

    private func announce(_ name: String, _ more: String = "") throws(RoundhouseError) -> Int? {
      try order(#"announce {"name": "\#(name)"\#(more)}"#)
    }

    private var offered: [String] { fixture.host.capabilities().map { "\($0.name)@\($0.version)" } }

    @Test(arguments: ["", "thread "], [true, false])
    func `what is announced is answered at once, from whatever thread it was announced`(
      _ thread: String, _ isBlocking: Bool
    ) throws {
      try add { $0.isBlocking = isBlocking }
      let before = fixture.host.statistics().generation
      #expect(fixture.failure("text.new")?.code == .unknownCapability)
      #expect(try order(#"\#(thread)announce {"name": "text.new", "version": 3, "tags": ["fast"]}"#) == 0)
      #expect(fixture.host.statistics().generation == before + 1)
      #expect(try fixture.ask("text.new", "x").text == "text.new@3 x")
      #expect(try fixture.ask("text.new", "x") { $0.version = 3 }.agent == "test.announces")
      #expect(try fixture.ask("text.new", "x") { $0.tags = ["fast"] }.agent == "test.announces")
      #expect(try order("\(thread)withdraw text.new") == 0)
      #expect(fixture.failure("text.new")?.code == .unknownCapability)
      #expect(fixture.log.count("announced text.new@3", agent: "test.announces") == 1)
      #expect(fixture.unrest == "")
    }

    @Test func `it is listed beside what the manifest declares, and marked`() throws {
      try add()
      #expect(try announce("text.new", #", "description": "New", "idempotent": true"#) == 0)
      _ = try fixture.ask("text.new", "x")
      let listed = try #require(fixture.host.capabilities().first { $0.name == "text.new" })
      #expect(listed.description == "New" && listed.isIdempotent)
      #expect(listed.agents.map(\.isAnnounced) == [true] && listed.agents.map(\.isRoutable) == [true])
      let shown = try fixture.status("test.announces").capabilities
      #expect(shown.map(\.capability.name) == ["test.control", "text.new"])
      #expect(shown.map(\.isAnnounced) == [false, true])
      #expect(shown.map(\.calls.calls) == [1, 1])
      #expect(try fixture.host.explain("text.new", CallOptions()).candidates.map(\.agent) == ["test.announces"])
      #expect(try order("withdraw text.new") == 0)
      #expect(try fixture.status("test.announces").capabilities.map(\.capability.name) == ["test.control"])
      #expect(offered == ["test.control@1"])
    }

    @Test(arguments: [[], ["text.other", "texts.*"]])
    func `what permissions_announce does not cover is refused`(_ permits: [String]) throws {
      try add(permits: permits)
      #expect(try announce("text.new") == -11)
      #expect(offered == ["test.control@1"])
      #expect(fixture.log.count("may not announce text.new", agent: "test.announces") == 1)
    }

    @Test(arguments: [
      ("", "not valid JSON"), ("[]", "expected an object"), ("{}", "name: expected"), (#"{"name": "Text"}"#, "text"),
      (#"{"name": "text.a", "nam": 1}"#, "a known key"), (#"{"name": "text.a", "name": "text.b"}"#, "second time"),
      (#"{"name": "text.a", "version": 0}"#, "version: expected"),
      (#"{"name": "text.a", "input": {"type": "txt"}}"#, "input"), (#"{"name": "text.a"} x"#, "not valid JSON"),
      (#"{"name": "text.a", "timeout": "1 minute"}"#, "timeout: expected"),
    ])
    func `what the manifest would not take is refused, and the log says why`(_ text: String, _ words: String) throws {
      try add()
      #expect(try order("announce \(text)") == -1)
      #expect(fixture.log.count(words, agent: "test.announces") == 1)
      #expect(offered == ["test.control@1"])
    }

    @Test func `bytes that are too many, or nowhere, are refused unread`() throws {
      try add()
      #expect(try order("huge") == -1)
      #expect(fixture.log.count("refused an announcement of 65537 bytes", agent: "test.announces") == 1)
      #expect(try order("nothing") == -1)
      #expect(fixture.log.count("refused an announcement of no bytes", agent: "test.announces") == 1)
    }

    @Test func `the very same again is no error and no change, anything else under its name and version is one`() throws
    {
      try add(permits: ["*"])
      #expect(try announce("text.new", #", "timeout": "1s""#) == 0)
      let before = fixture.host.statistics().generation
      #expect(try announce("text.new", #", "timeout": "1000ms""#) == 0)
      #expect(try announce("text.new", #", "timeout": "2s""#) == -12)
      #expect(try announce("test.control") == 0)
      #expect(try announce("test.control", #", "cost": 1"#) == -12)
      #expect(fixture.host.statistics().generation == before)
      #expect(try announce("text.new", #", "version": 2"#) == 0)
      #expect(try announce("test.control", #", "version": 2"#) == 0)
      #expect(offered == ["test.control@1", "test.control@2", "text.new@1", "text.new@2"])
      #expect(try fixture.ask("text.new", "x").text == "text.new@2 x")
      #expect(try order("withdraw text.new@2") == 0)
      #expect(try fixture.ask("text.new", "x").text == "text.new@1 x")
      #expect(try order("withdraw test.control") == 0)
      #expect(offered == ["test.control@1", "text.new@1"])
    }

    @Test func `only what was announced is withdrawn`() throws {
      try add()
      #expect(try order("withdraw text.new") == -3)
      #expect(try order("withdraw test.control") == -11)
      #expect(try order("withdraw text.new@x") == -1)
      #expect(try announce("text.new") == 0)
      #expect(try order("withdraw text.new@2") == -3)
      #expect(try order("withdraw text.new") == 0)
      #expect(try order("withdraw text.new") == -3)
      #expect(try fixture.ask("test.control", "x").text == "test.control@1 x")
    }

    @Test func `as many as the bound are announced, and withdrawing makes room`() throws {
      try add()
      #expect(try order("many 256") == 0)
      #expect(offered.count == 257)
      #expect(try announce("text.more") == -5)
      #expect(fixture.log.count("256 capabilities", agent: "test.announces") == 1)
      #expect(try order("withdraw text.n7") == 0)
      #expect(try announce("text.more") == 0)
      #expect(try fixture.ask("text.n255", "x").text == "text.n255@1 x")
    }

    @Test func `cells of withdrawn capabilities serve the same names again, and others only up to a bound`() throws {
      let fixture = HostFixture { $0.announcementsEver = 3 }
      try add(to: fixture)
      func order(_ words: String) throws -> String { try fixture.ask("test.control", words).text }
      for _ in 0..<20 {
        for name in ["text.a", "text.b", "text.c"] {
          #expect(try order(#"announce {"name": "\#(name)"}"#) == "0")
          #expect(try fixture.ask(name, "x").text == "\(name)@1 x")
          #expect(try order("withdraw \(name)") == "0")
          #expect(fixture.failure(name)?.code == .unknownCapability)
        }
      }
      #expect(try order(#"announce {"name": "text.d"}"#) == "-5")
      #expect(try order(#"announce {"name": "text.a", "idempotent": true}"#) == "0")
      #expect(try fixture.host.agent("test.announces").capabilities.map(\.calls.calls) == [122, 20])
    }

    @Test func `what is announced during create becomes routable with the agent`() throws {
      let config = #"""
        {"announce": [{"name": "text.a"}, {"name": "text.a"}, {"name": "text.a", "version": 2}, {"name": "text.b"},
          {"name": "other.c"}, {"name": "text.a", "cost": 1}, 7], "withdraw": "text.b"}
        """#
      let before = fixture.host.statistics().generation
      try add(config: config)
      #expect(fixture.host.statistics().generation == before + 1)
      #expect(offered == ["test.control@1", "text.a@1", "text.a@2"])
      #expect(try fixture.ask("text.a", "x").text == "text.a@2 x")
      let statuses = fixture.log.lines.compactMap { $0.message.hasPrefix("created: ") ? $0.message : nil }
      #expect(statuses == [0, 0, 0, 0, -11, -12, -1].map { "created: \($0)" })
      #expect(fixture.log.count("uncreated: 0") == 1)
      #expect(try order("withdraw text.a") == 0)
      #expect(offered == ["test.control@1"])
    }

    @Test func `an agent that fails its self test leaves nothing of what it announced`() throws {
      #expect(throws: RoundhouseError.self) {
        try add(config: #"{"announce": [{"name": "text.a"}]}"#) { manifest in
          manifest.selfTests = [SelfTest(capability: "test.control", input: [1], output: Array("no".utf8))]
        }
      }
      #expect(offered == [])
      #expect(fixture.failure("text.a")?.code == .unknownCapability)
    }

    @Test func `a call in flight goes on when its capability is withdrawn`() throws {
      try add()
      #expect(try announce("text.new") == 0)
      let call = try #require(try fixture.begin("text.new", "hold") { $0.deadline = milliseconds(300_000) })
      #expect(eventually { (try? fixture.status("test.announces").inFlight) == 1 })
      #expect(try order("withdraw text.new") == 0)
      #expect(fixture.failure("text.new")?.code == .unknownCapability)
      #expect(try fixture.status("test.announces").inFlight == 1)
      _ = try fixture.ask("test.control", "release")
      let reply = try call.wait()
      #expect(String(decoding: reply.bytes, as: UTF8.self) == "text.new@1 hold")
      #expect(try announce("text.new") == 0)
      #expect(try fixture.status("test.announces").capabilities.last?.calls.calls == 1)
      #expect(fixture.unrest == "")
    }

    @Test func `a call that waits for a place goes on when its capability is withdrawn`() throws {
      try add { $0.concurrency = .limit(2) }
      #expect(try announce("text.new") == 0)
      func begin(_ name: String, _ words: String) throws -> PendingCall {
        try #require(try fixture.begin(name, words) { $0.deadline = milliseconds(300_000) })
      }
      let holding = [try begin("text.new", "hold"), try begin("text.new", "hold")]
      #expect(eventually { (try? fixture.status("test.announces").inFlight) == 2 })
      let (withdrawing, waiting) = (try begin("test.control", "withdraw text.new"), try begin("text.new", "hold"))
      #expect(try fixture.status("test.announces").queued == 2)
      holding[0].cancel()
      let status = try withdrawing.wait()
      #expect(String(decoding: status.bytes, as: UTF8.self) == "0")
      #expect(fixture.failure("text.new")?.code == .unknownCapability)
      holding[1].cancel()
      _ = try fixture.ask("test.control", "release")
      let reply = try waiting.wait()
      #expect(String(decoding: reply.bytes, as: UTF8.self) == "text.new@1 hold")
      #expect(fixture.unrest == "")
    }

    @Test func `another agent that offers the same takes over`() throws {
      try add { $0.priority = 200 }
      try fixture.add("noop", id: "test.other", offers: ["text.new"])
      #expect(try announce("text.new") == 0)
      #expect(try fixture.ask("text.new").agent == "test.announces")
      try fixture.host.change("test.announces", priority: 50, weight: nil)
      #expect(try fixture.ask("text.new").agent == "test.other")
      try fixture.host.change("test.announces", priority: 500, weight: nil)
      #expect(try fixture.ask("text.new").agent == "test.announces")
      try fixture.host.setEnabled("test.announces", false)
      #expect(try fixture.ask("text.new").agent == "test.other")
      try fixture.host.setEnabled("test.announces", true)
      #expect(try fixture.ask("text.new").agent == "test.announces")
      #expect(try order("withdraw text.new") == 0)
      #expect(try fixture.ask("text.new").agent == "test.other")
    }

    @Test func `what is announced goes with its agent, which announces nothing while it drains`() throws {
      try add()
      #expect(try order("many 20") == 0)
      try fixture.host.remove("test.announces")
      #expect(offered == [])
      #expect(fixture.failure("text.n3")?.code == .unknownCapability)
      #expect(eventually { fixture.log.count("destroyed", agent: "test.announces") == 1 })
      #expect(fixture.log.count("drained: -7", agent: "test.announces") == 1)
      #expect(fixture.host.registry.snapshot.mask == 15)
      try add()
      #expect(offered == ["test.control@1"])
    }

    @Test func `a replacement begins with what it announces itself`() throws {
      try add(config: #"{"announce": [{"name": "text.kept"}]}"#)
      #expect(try announce("text.lost") == 0)
      let crew = Crew(2) { crew in
        while !crew.isStopped {
          if fixture.failure("text.kept", "x") != nil { crew.count.add(1, ordering: .relaxed) }
        }
      }
      for _ in 0..<10 { try add(config: #"{"announce": [{"name": "text.kept"}]}"#) }
      crew.stop()
      crew.wait()
      #expect(crew.count.load(ordering: .acquiring) == 0)
      #expect(offered == ["test.control@1", "text.kept@1"])
      #expect(try announce("text.lost") == 0)
      #expect(eventually { fixture.log.count("destroyed", agent: "test.announces") == 10 })
    }
  }
}
