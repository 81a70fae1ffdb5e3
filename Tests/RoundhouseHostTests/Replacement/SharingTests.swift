import AgentFixtures
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  @Suite struct SharingTests {
    private let fixture = HostFixture()

    @Test func `a new generation has its share, the old one the rest, until an operator promotes it`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(20)))
      let seen = try fixture.versions(2000)
      #expect((300...500).contains(seen["1.1.0"] ?? 0), "\(seen)")
      let status = try fixture.status("test.generation")
      #expect(status.version == "1.0.0")
      #expect(status.replacement?.phase == .sharing)
      #expect(status.replacement?.new.version == "1.1.0")
      #expect(status.replacement?.new.calls == UInt64(seen["1.1.0"] ?? 0))
      try fixture.host.promote("test.generation")
      #expect(try fixture.versions(100) == ["1.1.0": 100])
      #expect(try fixture.status("test.generation").replacement == nil)
      #expect(fixture.ended()?.reason == "an operator promoted it")
      #expect(eventually { fixture.log.count("destroyed") == 1 })
    }

    @Test func `an operator changes the share, and takes the new generation back`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(0)))
      #expect(try fixture.versions(200) == ["1.0.0": 200])
      try fixture.host.replace("test.generation", ReplacementSettings(share: 100))
      #expect(try fixture.versions(200) == ["1.1.0": 200])
      try fixture.host.rollBack("test.generation")
      #expect(try fixture.versions(200) == ["1.0.0": 200])
      #expect(fixture.ended()?.phase == .rolledBack)
      #expect(try fixture.status("test.generation").generation == 1)
      #expect(eventually { fixture.log.count("destroyed") == 1 })
    }

    @Test func `what an operator says before holds for the next replacement, and only for that`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.replace("test.generation", ReplacementSettings(share: 100, hold: true))
      try fixture.host.add(fixture.generation("1.1.0"))
      #expect(try fixture.versions(20) == ["1.1.0": 20])
      #expect(try fixture.status("test.generation").version == "1.0.0")
      try fixture.host.promote("test.generation")
      try fixture.host.add(fixture.generation("1.2.0"))
      #expect(try fixture.status("test.generation").version == "1.2.0")
    }

    @Test func `one that is no worse is promoted by itself`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      _ = try fixture.versions(1)
      try fixture.host.add(fixture.generation("1.1.0", replacing: .half))
      #expect(eventually { (try? fixture.versions(20))?["1.0.0"] == nil })
      let report = try #require(fixture.ended())
      #expect(report.phase == .promoted)
      #expect(report.steps.map(\.phase) == [.probing, .creating, .sharing, .promoted])
      #expect(report.old.version == "1.0.0" && report.new.version == "1.1.0")
      #expect(report.new.calls >= 20 && report.new.errors == 0)
      #expect(report.old.generation == 1 && report.new.generation == 2)
    }

    @Test func `one that fails is rolled back, and no caller of an idempotent capability sees it`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      _ = try fixture.versions(1)
      try fixture.host.add(fixture.generation("1.1.0", ill: .errors, replacing: .half))
      for _ in 0..<50 { #expect(try fixture.ask("text.do").text == "1.0.0") }
      let report = try #require(fixture.ended())
      #expect(report.phase == .rolledBack)
      #expect(report.reason.contains("failed"), "\(report.reason)")
      #expect(try fixture.status("test.generation").generation == 1)
      #expect(fixture.log.count("rolled back") == 1)
    }

    @Test func `where repeating is not safe its share of callers at most sees it`() throws {
      let capability = { (manifest: inout Manifest) in manifest.capabilities[0].isIdempotent = false }
      try fixture.host.add(fixture.generation("1.0.0", capability))
      _ = try fixture.versions(1)
      try fixture.host.add(fixture.generation("1.1.0", ill: .errors, replacing: .half, capability))
      var failures = 0
      while try fixture.status("test.generation").replacement != nil {
        if fixture.failure("text.do") != nil { failures += 1 }
      }
      #expect((2...12).contains(failures), "\(failures)")
      #expect(fixture.failure("text.do") == nil)
    }

    @Test func `one that takes three times as long is rolled back`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      _ = try fixture.versions(1)
      try fixture.host.add(fixture.generation("1.1.0", ill: .slow, replacing: .half))
      while try fixture.status("test.generation").replacement != nil { _ = try fixture.ask("text.do", "pause") }
      let report = try #require(fixture.ended())
      #expect(report.phase == .rolledBack)
      #expect(report.reason.contains("times as long"), "\(report.reason)")
    }

    @Test func `one that breaks a rule is rolled back at once`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", ill: .rules, replacing: .held(100)))
      _ = try fixture.versions(1)
      #expect(fixture.ended()?.phase == .rolledBack)
      #expect(fixture.ended()?.reason.contains("broke a rule") == true)
    }

    @Test func `the calls of one session stay with one generation`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(50)))
      var generations: Set<String> = []
      for session in 0..<40 {
        let answers = try (0..<4).map { _ in try fixture.ask("text.do") { $0.session = "s\(session)" }.text }
        #expect(Set(answers).count == 1)
        generations.formUnion(answers)
      }
      #expect(generations == ["1.0.0", "1.1.0"])
    }

    @Test func `the newest wins, and what it overtakes is rolled back`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(100)))
      try fixture.host.add(fixture.generation("1.2.0", replacing: .held(100)))
      #expect(try fixture.versions(50) == ["1.2.0": 50])
      #expect(fixture.ended()?.reason == "a newer one came: version 1.2.0")
      try fixture.host.promote("test.generation")
      #expect(try fixture.status("test.generation").generation == 3)
      #expect(eventually { fixture.log.count("destroyed") == 2 })
    }

    @Test func `one that does not start leaves the old one and what goes on alone`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(100)))
      #expect(throws: RoundhouseError.self) { try fixture.host.add(fixture.generation("1.2.0", ill: .create)) }
      #expect(try fixture.versions(20) == ["1.1.0": 20])
      #expect(fixture.ended()?.reason.contains("this generation does not start") == true)
    }

    @Test func `removing the agent takes both generations`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(50)))
      try fixture.host.remove("test.generation")
      #expect(fixture.failure("text.do")?.code == .unknownCapability)
      #expect(eventually { fixture.log.count("destroyed") == 2 })
      #expect(fixture.ended()?.reason == "the agent was removed")
      #expect(fixture.host.agents().isEmpty)
    }

    @Test func `draining the host takes both generations`() throws {
      let fixture = HostFixture()
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(50)))
      fixture.host.drain(until: milliseconds(5000))
      #expect(fixture.log.count("destroyed") == 2)
    }

    @Test func `what only one of the two offers is the old one's until the new one is promoted`() throws {
      try fixture.host.add(
        fixture.generation("1.0.0") { $0.capabilities.append(Capability(name: "text.old")) })
      try fixture.host.add(
        fixture.generation("1.1.0", replacing: .held(100)) { $0.capabilities.append(Capability(name: "text.new")) })
      #expect(try fixture.ask("text.old").text == "1.0.0")
      #expect(fixture.failure("text.new")?.code == .unknownCapability)
      #expect(try fixture.ask("text.do").text == "1.1.0")
      try fixture.host.promote("test.generation")
      #expect(fixture.failure("text.old")?.code == .unknownCapability)
      #expect(try fixture.ask("text.new").text == "1.1.0")
    }

    @Test func `what the old one withdraws is gone, although the new one offers it too`() throws {
      func announces(_ version: String, _ policy: ReplacementPolicy = .atOnce) throws -> AgentBundle {
        var bundle = try fixture.bundle(
          "announces", offers: ["live.control"], config: #"{"announce": [{"name": "live.price"}]}"#
        ) {
          $0.version = version
          $0.permissions.announce = ["live.*"]
        }
        bundle.replacement = policy
        return bundle
      }
      try fixture.host.add(announces("1.0.0"))
      try fixture.host.add(announces("1.1.0", .held(50)))
      for version in ["1.0.0", "1.1.0"] {
        #expect(fixture.failure("live.price", "x") { $0.agentVersion = version } == nil)
      }
      _ = try fixture.ask("live.control", "withdraw live.price") { $0.agentVersion = "1.0.0" }
      #expect(fixture.failure("live.price")?.code == .unknownCapability)
      _ = try fixture.ask("live.control", #"announce {"name": "live.price"}"#) { $0.agentVersion = "1.0.0" }
      for version in ["1.0.0", "1.1.0"] {
        #expect(fixture.failure("live.price", "x") { $0.agentVersion = version } == nil)
      }
      _ = try fixture.ask("live.control", "withdraw live.price") { $0.agentVersion = "1.1.0" }
      #expect(fixture.failure("live.price") { $0.agentVersion = "1.1.0" }?.code == .noHealthyAgent)
      #expect(fixture.failure("live.price") == nil)
      try fixture.host.promote("test.announces")
      #expect(fixture.failure("live.price")?.code == .unknownCapability)
    }

    @Test func `both generations are disabled, enabled and reordered together`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(100)))
      try fixture.host.setEnabled("test.generation", false)
      #expect(fixture.failure("text.do")?.code == .noHealthyAgent)
      try fixture.host.setEnabled("test.generation", true)
      try fixture.host.change("test.generation", priority: 7, weight: nil)
      #expect(try fixture.versions(20) == ["1.1.0": 20])
      try fixture.host.promote("test.generation")
      #expect(try fixture.status("test.generation").priority == 7)
    }

    @Test func `another agent of higher priority is asked first, whatever generations there are`() throws {
      try fixture.add("noop", id: "test.higher", offers: ["text.do"]) { $0.priority = 900 }
      try fixture.host.add(fixture.generation("1.0.0"))
      try fixture.host.add(fixture.generation("1.1.0", replacing: .held(100)))
      #expect(try fixture.answers(20, "text.do") == ["test.higher": 20])
      try fixture.host.setEnabled("test.higher", false)
      #expect(try fixture.versions(20) == ["1.1.0": 20])
    }
  }
}
