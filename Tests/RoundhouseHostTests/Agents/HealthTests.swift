import RoundhouseModel
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// What agents say of themselves.
  struct HealthTests {
    let fixture = HostFixture()

    private func add(_ change: (inout Manifest) -> Void = { _ in }) throws {
      try fixture.add("health", offers: ["text.do"]) { manifest in
        manifest.priority = 2
        manifest.health.interval = .milliseconds(100)
        manifest.health.failureThreshold = 1
        change(&manifest)
      }
      try fixture.add("noop", id: "test.peer", offers: ["text.do"]) { $0.priority = 1 }
    }

    private func becomes(_ state: AgentState) -> Bool {
      eventually { (try? fixture.status("test.health").state) == state }
    }

    private func say(_ word: String) throws { _ = try fixture.ask("text.do", word) { $0.agent = "test.health" } }

    @Test(arguments: ["unhealthy", "error"])
    func `an agent that says it is not well is not asked, and the reason is its own`(_ word: String) throws {
      try add()
      #expect(try fixture.ask("text.do").agent == "test.health")
      try say(word)
      #expect(becomes(.unhealthy))
      #expect(try fixture.status("test.health").reason.hasPrefix("number"))
      #expect(try fixture.ask("text.do").agent == "test.peer")
      #expect(fixture.log.count("healthy → unhealthy", agent: "test.health") == 1)
    }

    @Test func `a degraded agent stands behind the healthy ones of its priority, before those of lower ones`() throws {
      try add()
      try fixture.add("noop", id: "test.equal", offers: ["text.do"]) { $0.priority = 2 }
      try say("degraded")
      #expect(becomes(.degraded))
      for _ in 0..<20 { #expect(try fixture.ask("text.do").agent == "test.equal") }
      try fixture.host.setEnabled("test.equal", false)
      #expect(try fixture.ask("text.do").agent == "test.health")
      try say("healthy")
      #expect(becomes(.healthy))
    }

    @Test func `an agent that is well again is asked again`() throws {
      try fixture.add("health", id: "test.second", offers: ["text.second"]) { manifest in
        manifest.health.interval = .milliseconds(100)
        manifest.health.failureThreshold = 1
      }
      _ = try fixture.ask("text.second", "degraded")
      #expect(eventually { (try? fixture.status("test.second").state) == .degraded })
      _ = try fixture.ask("text.second", "healthy")
      #expect(eventually { (try? fixture.status("test.second").state) == .healthy })
      #expect(fixture.log.count("degraded → healthy", agent: "test.second") == 1)
    }

    @Test func `a health check that takes too long counts as a bad one`() throws {
      try add { $0.health.timeout = .milliseconds(50) }
      try say("hang 300")
      #expect(becomes(.unhealthy))
      #expect(try fixture.ask("text.do").agent == "test.peer")
    }

    @Test func `a health check that does not come back at all is a bad one, again and again`() throws {
      try add { manifest in
        manifest.health.timeout = .milliseconds(50)
        manifest.health.failureThreshold = 3
      }
      try say("hang 5000")
      #expect(becomes(.unhealthy))
      #expect(try fixture.status("test.health").reason.contains("does not come back"))
    }

    @Test func `a serial agent that is busy with a call is not blamed for the check that waits`() throws {
      try fixture.add("health", id: "test.serial", offers: ["text.serial"]) { manifest in
        manifest.concurrency = .serial
        manifest.health.interval = .milliseconds(100)
        manifest.health.timeout = .milliseconds(200)
        manifest.health.failureThreshold = 1
      }
      #expect(try fixture.ask("text.serial", "busy 800").text == "busy 800")
      // Its turn comes after that of the check which has waited.
      #expect(try fixture.ask("text.serial", "x").text == "x")
      #expect(try fixture.status("test.serial").state == .healthy)
      #expect(fixture.log.count("unhealthy", agent: "test.serial") == 0)
    }

    @Test func `an agent without a health function is well as long as it answers`() throws {
      try fixture.add("noop", offers: ["text.do"]) { $0.health.interval = .milliseconds(100) }
      _ = try fixture.ask("text.do")
      #expect(try fixture.status("test.noop").state == .healthy)
    }
  }
}
