import AgentKit
import CRoundhouse
import Synchronization
import Testing

@Suite("Life and end of an agent", .timeLimit(.minutes(1))) struct LifeTests {
  final class Living: Agent {
    let host: HostServices
    let state = Mutex(AgentHealth.healthy)

    init(_ host: HostServices) { self.host = host }

    deinit { host.log(.info, "ended") }

    func respond(to call: Call) async throws -> Reply {
      switch call.capability {
      case "tired": state.withLock { $0 = .degraded("tired") }
      case "ill": state.withLock { $0 = .unhealthy("ill: größe") }
      default: break
      }
      return Reply()
    }

    func health() -> AgentHealth { state.withLock { $0 } }

    func drain(until deadline: UInt64) async {
      if host.configuration.count > 2 {
        try? await Task.sleep(for: .seconds(3_600))
        host.log(.info, "drain was cancelled: \(Task.isCancelled)")
      } else {
        for _ in 0..<100 { await Task.yield() }
        host.log(.info, "drained")
      }
    }
  }

  @Test("an agent tells how it is, cut where the host's room ends")
  func health() async throws {
    let host = try TestHost(AgentExport.plugin(Living.self))
    #expect(host.health() == (RH_OK, RH_HEALTHY, ""))
    _ = await host.call("tired")
    #expect(host.health() == (RH_OK, RH_DEGRADED, "tired"))
    _ = await host.call("ill")
    #expect(host.health() == (RH_OK, RH_UNHEALTHY, "ill: größe"))
    #expect(host.health(room: 8).message == "ill: gr")
    await host.destroy()
  }

  @Test("an agent that says nothing is healthy")
  func silence() async throws {
    let host = try TestHost(AgentExport.plugin(ExportTests.Echo.self))
    #expect(host.health() == (RH_OK, RH_HEALTHY, ""))
    #expect(await host.drain() == RH_OK)
    await host.destroy()
  }

  @Test("drain waits for the agent, and destroy ends it before it returns")
  func end() async throws {
    let host = try TestHost(AgentExport.plugin(Living.self))
    _ = await host.call("any")
    #expect(await host.drain() == RH_OK)
    await host.destroy()
    #expect(host.withBook { $0.log } == ["1 drained", "1 ended"])
  }

  @Test("a drain beyond its deadline is cancelled and told")
  func slowDrain() async throws {
    let host = try TestHost(AgentExport.plugin(Living.self), config: "{\"slow\":1}")
    #expect(await host.drain(.milliseconds(20)) == RH_DEADLINE_EXCEEDED)
    await host.destroy()
    #expect(host.withBook { $0.log } == ["1 drain was cancelled: true", "1 ended"])
  }

  @Test("destroy right after the last completion leaves nothing behind", arguments: 1...50)
  func abruptEnd(round: Int) async throws {
    let host = try TestHost(AgentExport.plugin(Living.self))
    let calls = (0..<8).map { _ in host.start(Question("any")) }
    for call in calls { _ = await call.answer() }
    await host.destroy()
    #expect(host.withBook { $0.log } == ["1 ended"])
    #expect(host.withBook { $0.misbehaviour } == [])
  }

  @Test("instances of one agent share nothing but the table")
  func instances() async throws {
    let first = try TestHost(AgentExport.plugin(Living.self))
    let second = try TestHost(AgentExport.plugin(Living.self))
    _ = await first.call("ill")
    #expect(first.health().state == RH_UNHEALTHY)
    #expect(second.health().state == RH_HEALTHY)
    await first.destroy()
    #expect(await second.call("any").kind.rawValue == RH_OK)
    await second.destroy()
  }
}
