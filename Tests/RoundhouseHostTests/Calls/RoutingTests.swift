import RoundhouseModel
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Who is asked, and why the others are not.
  struct RoutingTests {
    let fixture = HostFixture()

    /// Agents that all offer `text.echo`, with their priorities and weights.
    private func add(
      _ agents: [(id: String, priority: Int, weight: Int)], _ strategy: RoutingStrategy = .powerOfTwo,
      _ change: (inout Manifest) -> Void = { _ in }
    ) throws {
      for agent in agents {
        try fixture.add("noop", id: agent.id, offers: ["text.echo"]) { manifest in
          manifest.priority = agent.priority
          manifest.weight = agent.weight
          manifest.isBlocking = false
          manifest.capabilities[0].strategy = strategy
          manifest.capabilities[0].isIdempotent = true
          change(&manifest)
        }
      }
    }

    @Test func `an answer names its agent and carries the payload`() throws {
      try add([("test.one", 100, 100)])
      let answer = try fixture.ask("text.echo", "hello")
      #expect(answer.text == "hello")
      #expect(answer.agent == "test.one")
      #expect(answer.attempts == 1)
      #expect(answer.contentType == "application/json")
    }

    @Test(arguments: RoutingStrategy.allCases)
    func `the highest priority is asked whatever the strategy`(_ strategy: RoutingStrategy) throws {
      try add([("test.low", 10, 100), ("test.high", 20, 1), ("test.middle", 15, 100)], strategy)
      #expect(try fixture.answers(50, "text.echo") == ["test.high": 50])
      #expect(try fixture.answers(50, "text.echo") { $0.session = "s" } == ["test.high": 50])
    }

    @Test(arguments: RoutingStrategy.allCases)
    func `every peer gets its share of the calls`(_ strategy: RoutingStrategy) throws {
      try add([("test.a", 1, 100), ("test.b", 1, 100), ("test.c", 1, 100)], strategy)
      var number = 0
      let answers = try fixture.answers(900, "text.echo") { options in
        number += 1
        options.session = "session-\(number)"
      }
      #expect(answers.count == 3)
      // Power of two favours whoever was quicker, so its shares are only bounded.
      let least = strategy == .powerOfTwo ? 1 : 200
      for (agent, count) in answers { #expect(count >= least, "\(agent) got \(count)") }
    }

    @Test func `round robin takes turns exactly, for each capability by itself`() throws {
      for id in ["test.a", "test.b"] {
        try fixture.add("noop", id: id, offers: ["text.echo", "text.other"]) { manifest in
          for place in 0...1 { manifest.capabilities[place].strategy = .roundRobin }
        }
      }
      var seen: [String: [String]] = [:]
      for _ in 0..<20 {
        for name in ["text.echo", "text.other"] { seen[name, default: []].append(try fixture.ask(name).agent) }
      }
      for (name, agents) in seen {
        for (place, agent) in agents.enumerated().dropFirst() {
          #expect(agent != agents[place - 1], "\(name) at \(place)")
        }
      }
    }

    @Test func `weights are shares: eighty to twenty, and nothing for zero`() throws {
      try add([("test.eighty", 1, 80), ("test.twenty", 1, 20), ("test.none", 1, 0)], .weighted)
      let answers = try fixture.answers(3000, "text.echo")
      #expect(answers["test.none"] == nil)
      // Six standard deviations of 3 000 draws at 0.8.
      #expect((2268...2532).contains(answers["test.eighty"] ?? 0), "\(answers)")
    }

    @Test func `a session stays with one agent, and only those of an agent that goes move`() throws {
      try add([("test.a", 1, 100), ("test.b", 1, 100), ("test.c", 1, 100)], .sticky)
      func agents() throws -> [String] {
        try (0..<60).map { number in try fixture.ask("text.echo") { $0.session = "session-\(number)" }.agent }
      }
      let before = try agents()
      #expect(try agents() == before)
      #expect(Set(before).count == 3)
      try fixture.host.remove("test.b")
      let after = try agents()
      for (old, new) in zip(before, after) where old != "test.b" { #expect(old == new) }
      for new in after { #expect(new != "test.b") }
    }

    @Test func `the least busy peer is asked`() throws {
      for id in ["test.a", "test.b"] {
        try fixture.add("never-completes", id: id, offers: ["text.hold"]) { $0.capabilities[0].strategy = .leastBusy }
      }
      var calls: [PendingCall] = []
      for _ in 0..<10 {
        calls.append(try #require(try fixture.begin("text.hold", "keep") { $0.deadline = milliseconds(60_000) }))
        let wanted = calls.count
        #expect(
          eventually {
            fixture.host.agents().reduce(0) { $0 + $1.inFlight } == wanted
          })
      }
      for status in fixture.host.agents() { #expect(status.inFlight == 5) }
      for call in calls { call.cancel() }
      #expect(eventually { (try? fixture.ask("text.hold", "release")) != nil })
      #expect(fixture.unrest == "")
    }

    @Test func `without a version the highest is asked, and at says which`() throws {
      for version: UInt32 in [1, 3] {
        try fixture.add("tells", id: "test.v\(version)", offers: ["text.tell"]) { manifest in
          manifest.capabilities[0].version = version
          manifest.isBlocking = false
        }
      }
      #expect(try fixture.ask("text.tell").text.hasPrefix("text.tell@3|"))
      #expect(try fixture.ask("text.tell@1").text.hasPrefix("text.tell@1|"))
      #expect(try fixture.ask("text.tell") { $0.version = 1 }.agent == "test.v1")
      // On the long way too.
      #expect(try fixture.ask("text.tell@1") { $0.session = "s" }.text.hasPrefix("text.tell@1|"))
      #expect(try fixture.ask("text.tell") { $0.session = "s" }.text.hasPrefix("text.tell@3|"))
      let error = try #require(fixture.failure("text.tell@2"))
      #expect(error.code == .unknownCapability)
      #expect(error.remedy.contains("1, 3"))
      #expect(fixture.failure("text.tell@two")?.code == .badRequest)
      #expect(fixture.failure("text.tell@0")?.code == .badRequest)
    }

    @Test func `a version too large for the cell goes the long way and is told all the same`() throws {
      try fixture.add("tells", offers: ["text.tell"]) { manifest in
        manifest.capabilities[0].version = 20_261_121
        manifest.isBlocking = false
      }
      #expect(try fixture.ask("text.tell").text.hasPrefix("text.tell@20261121|"))
    }

    @Test func `all that a request says reaches the agent, and its reply's details come back`() throws {
      try fixture.add("tells", offers: ["text.tell"])
      let answer = try fixture.ask("text.tell", "x") { options in
        options.deadline = milliseconds(60_000)
        options.contentType = "text/plain"
        options.idempotencyKey = "key"
        options.caller = "caller"
        options.principal = "principal"
        options.session = "session"
        options.runKey = "run"
        options.traceHigh = 0xA
        options.traceLow = 0xB
        options.spanID = 0xC
      }
      let parts = answer.text.split(separator: "|", omittingEmptySubsequences: false)
      #expect(parts[0] == "text.tell@1")
      #expect((30_000...60_000).contains(Int(parts[1]) ?? 0))
      #expect(parts[2...] == ["text/plain", "key", "caller", "principal", "session", "run", "a", "b", "c", "0", "0"])
      #expect(answer.contentType == "text/plain")
      #expect(answer.usage.inputTokens == 3 && answer.usage.outputTokens == 5 && answer.usage.costMicros == 7)
      #expect(answer.usage.confidence == 0.5)
    }

    @Test func `only agents with all the tags are asked`() throws {
      try add([("test.plain", 50, 100)])
      try add([("test.fast", 10, 100)]) { $0.capabilities[0].tags = ["fast", "eu"] }
      #expect(try fixture.ask("text.echo") { $0.tags = ["fast", "eu"] }.agent == "test.fast")
      #expect(try fixture.ask("text.echo").agent == "test.plain")
      let error = try #require(fixture.failure("text.echo") { $0.tags = ["fast", "us"] })
      #expect(error.code == .noHealthyAgent)
      #expect(error.rejections.map(\.reason) == [.missingTag, .missingTag])
    }

    @Test func `a named agent and no other is asked`() throws {
      try add([("test.a", 1, 100), ("test.b", 2, 100)])
      #expect(try fixture.ask("text.echo") { $0.agent = "test.a" }.agent == "test.a")
      let error = try #require(fixture.failure("text.echo") { $0.agent = "test.c" })
      #expect(error.code == .unknownAgent)
      #expect(error.remedy.contains("test.a") && error.remedy.contains("test.b"))
      try fixture.host.setEnabled("test.a", false)
      let disabled = try #require(fixture.failure("text.echo") { $0.agent = "test.a" })
      #expect(disabled.code == .noHealthyAgent)
      #expect(Set(disabled.rejections.map(\.reason)) == [.disabled, .otherAgent])
    }

    @Test func `an unknown capability names the nearest ones`() throws {
      try add([("test.a", 1, 100)])
      let error = try #require(fixture.failure("text.ehco"))
      #expect(error.code == .unknownCapability)
      #expect(error.remedy.contains("text.echo"))
    }

    @Test func `explain tells the order, and of each agent that is passed over, why`() throws {
      try add([("test.first", 30, 100), ("test.second", 20, 100), ("test.off", 40, 100)])
      try add([("test.tagged", 5, 100)]) { $0.capabilities[0].tags = ["eu"] }
      try fixture.add("fails-always", id: "test.broken", offers: ["text.echo"]) { manifest in
        manifest.priority = 60
        manifest.breaker.failureThreshold = 1
        manifest.breaker.openTime = .seconds(600)
        manifest.breaker.maximumOpenTime = .seconds(600)
      }
      try fixture.host.setEnabled("test.off", false)
      #expect(fixture.failure("text.echo") { $0.agent = "test.broken" }?.code == .agentError)
      let explanation = try fixture.host.explain("text.echo", CallOptions())
      #expect(explanation.candidates.map(\.agent) == ["test.first", "test.second", "test.tagged"])
      #expect(explanation.candidates[0].detail == "asked first")
      let reasons = Dictionary(uniqueKeysWithValues: explanation.rejections.map { ($0.agent, $0.reason) })
      #expect(reasons == ["test.off": .disabled, "test.broken": .breakerOpen])
      for rejection in explanation.rejections { #expect(!rejection.detail.isEmpty) }
      var options = CallOptions()
      options.tags = ["eu"]
      let tagged = try fixture.host.explain("text.echo@1", options)
      #expect(tagged.candidates.map(\.agent) == ["test.tagged"])
      #expect(tagged.rejections.count == 4)
      #expect(throws: RoundhouseError.self) { try fixture.host.explain("text.none", CallOptions()) }
    }

    @Test func `a changed priority takes effect with the next call, and a senseless one is refused`() throws {
      try add([("test.a", 1, 100), ("test.b", 2, 100)])
      #expect(try fixture.ask("text.echo").agent == "test.b")
      try fixture.host.change("test.a", priority: 3, weight: nil)
      #expect(try fixture.ask("text.echo").agent == "test.a")
      #expect(try fixture.status("test.a").priority == 3)
      #expect(throws: RoundhouseError.self) { try fixture.host.change("test.a", priority: 1001, weight: nil) }
      #expect(throws: RoundhouseError.self) { try fixture.host.change("test.c", priority: 1, weight: nil) }
      #expect(try fixture.status("test.a").priority == 3)
    }

    @Test func `the operator's settings come before the manifest's`() throws {
      var settings = AgentSettings()
      settings.priority = 500
      settings.weight = 7
      settings.enabled = false
      try fixture.add("noop", id: "test.set", offers: ["text.echo"], settings: settings)
      let status = try fixture.status("test.set")
      #expect(status.priority == 500 && status.weight == 7 && status.state == .disabled)
      #expect(fixture.failure("text.echo")?.rejections.map(\.reason) == [.disabled])
    }
  }
}
