import Foundation
import Glibc
import Testing

@Suite("How a host ends, and what it leaves")
struct EndingTests {
  private struct Order: Decodable {
    let order: String
    let totalCents: Int
  }

  private static let purchase = #"{"event":"winter-jazz","count":2}"#

  private func order(_ host: RunningHost, key: String) throws -> Order {
    let response = try host.call("ticket.purchase", Self.purchase, ["Idempotency-Key": key])
    guard response.status == 200 else { throw Failure("\(response.status): \(response.body)") }
    return try JSONDecoder().decode(Order.self, from: Data(response.body.utf8))
  }

  @Test("What an agent was told to remember is there after kill -9", .timeLimit(.minutes(3)))
  func killed() throws {
    let first = try RunningHost()
    let orders = try (0..<5).map { try order(first, key: "k\($0)").order }
    #expect(Set(orders).count == 5)
    first.program.signal(SIGKILL)
    #expect(first.program.wait().status == 128 + SIGKILL)

    let second = try RunningHost(agents: first.agents, state: first.state)
    let again = try (0..<5).map { try order(second, key: "k\($0)").order }
    #expect(again == orders, "the same keys mean the same orders")
    #expect(!orders.contains(try order(second, key: "new").order))
    #expect(second.stop().status == 0)
  }

  @Test("It finishes what is in flight before it ends", .timeLimit(.minutes(2)))
  func graceful() throws {
    let agents = try House.folder("slow")
    try Bundle.fixture("slow", in: agents, timeout: "5s")
    let host = try RunningHost(agents: agents)
    let ending = try Program(
      [House.command, "call", "fixture.slow", "1500", "--timeout", "4s", "--server", host.url], in: House.room)
    #expect(
      try eventually { try host.get("/v1/agents/fixture.slow").body.contains(#""inFlight":1"#) || ending.hasEnded })
    #expect(host.stop().status == 0)
    let answer = ending.wait()
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output == "slept")
  }

  @Test("A port that is taken is a clear error", .timeLimit(.minutes(2)))
  func takenPort() throws {
    let host = try RunningHost()
    let ending = try Program.roundhouse(
      "serve", "--listen", "127.0.0.1:\(host.port)", "--state", try House.folder("state"))
    #expect(ending.status != 0)
    #expect(ending.errors.contains("\(host.port)"), "\(ending.errors)")
  }
}
