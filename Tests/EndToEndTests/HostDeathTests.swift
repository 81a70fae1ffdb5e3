import Foundation
import Glibc
import Testing

@Suite("Workers of a host that is killed")
struct HostDeathTests {
  private static let workers = 20

  @Test(.timeLimit(.minutes(3)), arguments: OrdinaryUser.both)
  func `Nothing of it is left a second later: no worker, no spare, nothing that an agent has started`(
    _ user: uid_t?
  ) throws {
    let host = try Self.crowd(user)
    let load = (0..<4).map { Clients.start(2, asking: .init(capability: "worker.\($0)"), port: host.port) }
    #expect(eventually { load.allSatisfy { $0.count > 20 } })
    let family = ProcessTree().descendants(of: host.program.id)
    let names = family.map(\.name).sorted()
    // Twenty, four spare ones, two more that have each started another process.
    #expect(names.count >= Self.workers + 4 + 2 * 2, "\(names)")
    #expect(names.filter { $0.hasPrefix("roundhouse-work") }.count >= Self.workers + 4, "\(names)")

    host.program.signal(SIGKILL)
    let killed = Date()
    let isGone = eventually(5) { family.isDisjoint(with: ProcessTree().entries) }
    let time = Date().timeIntervalSince(killed) * 1000
    #expect(host.program.wait().status == 128 + SIGKILL)
    load.forEach { $0.stop() }
    let left = family.intersection(ProcessTree().entries)
    #expect(isGone && time <= 1000, "\(left) after \(time) ms")
    print("host killed: \(family.count) processes of it were gone after \(Int(time)) ms")
  }

  /// A host whose workers are as many and as different as they may be.
  private static func crowd(_ user: uid_t?) throws -> RunningHost {
    let agents = try House.folder("crowd")
    for number in 0..<workers {
      try Bundle.fixture("noop", as: "worker.\(number)", in: agents, timeout: "5s", more: #""tier": "worker","#)
    }
    for number in 1...2 {
      try Bundle.fixture(
        "attempts", as: "forks.\(number)", in: agents, timeout: "5s",
        more: #""tier": "worker", "limits": {"processes": 4},"#)
    }
    let host = try RunningHost(configuration: #"{"workers": {"spares": 4}}"#, user: user, agents: agents)
    for number in 1...2 { #expect(try host.call("forks.\(number)", "orphan").body == "0") }
    let isFull = eventually { ProcessTree().descendants(of: host.program.id).count >= workers + 4 + 2 * 2 }
    #expect(isFull)
    return host
  }
}
