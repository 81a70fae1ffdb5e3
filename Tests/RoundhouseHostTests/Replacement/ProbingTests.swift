import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  @Suite struct ProbingTests {
    /// Refuses what the test says, and counts.
    private final class Prober: AgentProbing {
      let probed = Mutex<[String]>([])
      let refusal = Mutex<RoundhouseError?>(nil)

      func probe(_ bundle: AgentBundle) throws(RoundhouseError) {
        probed.withLock { $0.append(bundle.manifest.version) }
        if let error = refusal.withLock({ $0 }) { throw error }
      }
    }

    private let prober = Prober()
    private let fixture: HostFixture

    init() { fixture = HostFixture(probe: prober) }

    @Test func `only what replaces somebody is probed`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      #expect(prober.probed.withLock { $0 } == [])
      try fixture.host.add(fixture.generation("1.1.0"))
      #expect(prober.probed.withLock { $0 } == ["1.1.0"])
    }

    @Test func `what fails the probe never comes, and is not probed again until it changes`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      prober.refusal.withLock { $0 = RoundhouseError(.agentCrashed, "it crashed") }
      for _ in 0..<3 {
        #expect { try fixture.host.add(fixture.generation("1.1.0")) } throws: {
          ($0 as? RoundhouseError)?.message == "it crashed"
        }
      }
      #expect(prober.probed.withLock { $0 } == ["1.1.0"])
      #expect(try fixture.versions(3) == ["1.0.0": 3])
      #expect(fixture.ended(3)?.reason == "the probe failed: it crashed")
      prober.refusal.withLock { $0 = nil }
      try fixture.host.add(fixture.generation("1.1.0", salt: 1))
      #expect(try fixture.versions(3) == ["1.1.0": 3])
    }

    @Test func `a failure that may pass is no reason not to try again`() throws {
      try fixture.host.add(fixture.generation("1.0.0"))
      prober.refusal.withLock { $0 = RoundhouseError(.overloaded, "no worker is free") }
      #expect(throws: RoundhouseError.self) { try fixture.host.add(fixture.generation("1.1.0")) }
      prober.refusal.withLock { $0 = nil }
      try fixture.host.add(fixture.generation("1.1.0"))
      #expect(prober.probed.withLock { $0 } == ["1.1.0", "1.1.0"])
    }
  }
}
