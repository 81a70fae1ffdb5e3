import FixtureBuilder
import Foundation
import Testing

@Suite("The exit status says what kind of error it was")
struct ExitStatusTests {
  @Test("Each kind has its own, and the text names the code and the remedy", .timeLimit(.minutes(3)))
  func kinds() throws {
    let agents = try House.folder("kinds")
    try Bundle.fixture("never-completes", in: agents, more: #""blocking": false,"#)
    try Bundle.fixture("fails-always", in: agents, more: #""blocking": false,"#)
    let host = try RunningHost(agents: agents)
    let cases: [(arguments: [String], status: Int32, code: String)] = [
      (["call", "text.ecko"], 3, "unknown_capability"),
      (["call", "fixture.never-completes", "{}", "--timeout", "200ms"], 4, "deadline_exceeded"),
      (["call", "fixture.fails-always"], 1, "agent_error"),
      (["call", "ticket.purchase", #"{"event":"winter-jazz","count":-1}"#], 5, "bad_request"),
      (["call", "text.echo", "{"], 5, "bad_request"),
      (["call", "text.echo", "{}", "--agent", "nobody"], 3, "unknown_agent"),
      (["agents", "show", "nobody"], 3, "unknown_agent"),
    ]
    for (arguments, status, code) in cases {
      let ending = try Program.run([House.command] + arguments + ["--server", host.url])
      #expect(ending.status == status, "\(arguments): \(ending.errors)")
      #expect(ending.errors.contains(code), "\(arguments): \(ending.errors)")
      #expect(ending.output.isEmpty, "\(arguments): \(ending.output)")
    }
    let near = try host.command("call", "text.ecko")
    #expect(near.errors.contains("text.echo"), "the nearest name is told")
  }

  @Test("A host that does not run is unreachable, and wrong usage is usage", .timeLimit(.minutes(1)))
  func outside() throws {
    let nobody = try Program.roundhouse("call", "text.echo", "--server", "http://127.0.0.1:1")
    #expect(nobody.status == 6)
    #expect(nobody.errors.contains("roundhouse serve"))
    #expect(try Program.roundhouse("call").status == 2)
    #expect(try Program.roundhouse("call", "text.echo", "--tiemout", "5s").status == 2)
    #expect(try Program.roundhouse("dance").status == 2)
    #expect(try Program.roundhouse("--help").status == 0)
  }

  @Test("A capability of which all agents are disabled has no healthy agent", .timeLimit(.minutes(2)))
  func nobodyLeft() throws {
    let host = try RunningHost()
    #expect(try host.command("agents", "disable", "roundhouse.sales").status == 0)
    let ending = try host.command("call", "crm.find", "{}")
    #expect(ending.status == 3)
    #expect(ending.errors.contains("no_healthy_agent"))
    #expect(ending.errors.contains("roundhouse.sales"), "it says who was passed over")
    let response = try host.call("crm.find", "{}")
    #expect(response.status == 503)
    #expect(response.headers["content-type"] == "application/problem+json")
  }
}
