import Foundation
import Glibc
import Testing

@Suite("Workers that are killed")
struct WorkerCrashTests {
  private static let victims = 20
  private static let hosts = House.isSoak ? 5 : 1

  /// Each worker once: one that ends again and again is given longer and longer pauses.
  @Test(.timeLimit(.minutes(10)))
  func `Under load the next good answer comes within 50 ms, and others' requests succeed`() throws {
    var times: [Double] = []
    for _ in 0..<Self.hosts { times += try Self.killEach() }
    times.sort()
    let median = times[times.count / 2]
    print(
      "workers killed: \(times.count), next good answer after: median \(Self.text(median)), most \(Self.text(times.last ?? 0))"
    )
    #expect(median <= 50)
  }

  private static func text(_ milliseconds: Double) -> String { String(format: "%.1f ms", milliseconds) }

  private static func killEach() throws -> [Double] {
    let agents = try House.folder("victims")
    for number in 0...victims { try put(number, in: agents) }
    let host = try RunningHost(agents: agents)
    let others = [
      Clients.start(2, asking: .init(capability: "text.echo", answer: "1", rate: 200), port: host.port),
      Clients.start(2, asking: .init(capability: "victim.0", rate: 200), port: host.port),
    ]
    let times = try (1...victims).map { try kill($0, of: host) }
    others.forEach { $0.stop() }
    for clients in others {
      #expect(clients.failures == [])
      #expect(clients.count > 50)
    }
    #expect(others[1].answers.count == 1, "the neighbour's worker is still the same")
    #expect(host.stop().status == 0)
    return times
  }

  private static func put(_ number: Int, in folder: String) throws {
    try Bundle.fixture("tells-its-process", as: "victim.\(number)", in: folder, more: #""tier": "worker","#)
  }

  /// Kills one worker while it is asked.
  /// - Returns: milliseconds until the next process has answered.
  private static func kill(_ number: Int, of host: RunningHost) throws -> Double {
    let capability = "victim.\(number)"
    let first = try host.call(capability, "1").body
    let process = try #require(pid_t(first))
    #expect(process != host.program.id)
    let load = Clients.start(2, asking: .init(capability: capability), port: host.port)
    defer { load.stop() }
    let connection = try host.connection()
    #expect(eventually { load.count > 10 })
    let killed = Date()
    Glibc.kill(process, SIGKILL)
    let answers = try eventually {
      let answer = try connection.send("POST", "/v1/call/" + capability, "1")
      return answer.status == 200 && answer.body != first
    }
    let time = Date().timeIntervalSince(killed) * 1000
    #expect(answers)
    for failure in load.failures {
      #expect(failure.contains("agent_crashed") || failure.contains("no_healthy_agent"), "\(failure)")
    }
    return time
  }

  @Test(.timeLimit(.minutes(2)))
  func `One that ends again and again is left alone until an operator enables it`() throws {
    let agents = try House.folder("unruly")
    try Self.put(1, in: agents)
    let host = try RunningHost(agents: agents)
    var last = ""
    for _ in 0..<5 {
      let isAnew = try eventually {
        let answer = try host.call("victim.1", "1")
        defer { if answer.status == 200, answer.body != last { last = answer.body } }
        return answer.status == 200 && answer.body != last
      }
      #expect(isAnew)
      Glibc.kill(try #require(pid_t(last)), SIGKILL)
    }
    #expect(try eventually { try host.command("agents", "show", "victim.1").output.contains("quarantined") })
    let refused = try host.command("call", "victim.1", "1")
    #expect(refused.status == 3 && refused.errors.contains("quarantine"), "\(refused.errors)")
    #expect(try host.command("agents", "enable", "victim.1").status == 0)
    #expect(try eventually { try host.call("victim.1", "1").status == 200 })
  }
}
