import FixtureBuilder
import Foundation
import Testing

@Suite("An agent's next version under a host that runs")
struct ReplacementTests {
  /// Answers with its version; `ill` makes it a bad one.
  private static func put(_ version: String, ill: String = "", in host: RunningHost) throws {
    try Bundle.write(
      """
      {"manifestVersion": 1, "id": "acme.worker", "version": "\(version)", "library": "lib.so",
       "config": {"ill": "\(ill)"}, "capabilities": [{"name": "work.do", "idempotent": true}]}
      """, "worker", in: host.agents, library: FixtureBuilder.build("generation"), as: "lib.so")
  }

  private static func answers(_ host: RunningHost, _ count: Int) throws -> Set<String> {
    let connection = try host.connection()
    return try Set((0..<count).map { _ in try connection.send("POST", "/v1/call/work.do", "1").body })
  }

  @Test(
    "It is held at its share, promoted, and taken back by hand; the history outlives the host", .timeLimit(.minutes(3)))
  func byHand() throws {
    var host = try RunningHost()
    try Self.put("1.0.0", in: host)
    #expect(try eventually { try host.call("work.do", "1").body == "1.0.0" })
    #expect(try host.command("agents", "history", "acme.worker").output.contains("not replaced yet"))
    #expect(try host.command("agents", "set", "acme.worker", "--share", "50").status == 0)
    try Self.put("1.1.0", in: host)
    #expect(try eventually { try Self.answers(host, 40) == ["1.0.0", "1.1.0"] })
    let pinned = try host.command("call", "work.do", "1", "--agent", "acme.worker", "--agent-version", "1.0.0")
    #expect(pinned.output.contains("1.0.0"))
    #expect(try host.command("agents", "show", "acme.worker").output.contains("version 1.1.0, sharing, has 50 %"))
    #expect(try host.command("agents", "promote", "acme.worker").output.contains("version 1.1.0"))
    #expect(try Self.answers(host, 40) == ["1.1.0"])
    #expect(try host.command("call", "work.do", "1", "--agent-version", "1.0.0").status == 3)
    #expect(try host.command("agents", "rollback", "acme.worker").output.contains("version 1.0.0"))
    #expect(try Self.answers(host, 40) == ["1.0.0"])
    let nothing = try host.command("agents", "rollback", "acme.worker")
    #expect(nothing.status == 5 && nothing.errors.contains("no generation to go back to"), "\(nothing.errors)")
    let figures = try host.get("/metrics").body
    #expect(figures.contains(#"roundhouse_agent_replacements_total{agent="acme.worker",outcome="promoted"} 2"#))
    #expect(host.stop().status == 0)

    host = try RunningHost(agents: host.agents, state: host.state)
    let history = try host.command("agents", "history", "acme.worker").output
    #expect(history.contains("came back") && history.contains("an operator promoted it"), "\(history)")
    #expect(try host.call("work.do", "1").body == "1.1.0")
  }

  @Test("A bad version is taken back by itself, and no client sees it", .timeLimit(.minutes(2)))
  func bad() throws {
    let host = try RunningHost()
    try Self.put("1.0.0", in: host)
    #expect(try eventually { try host.call("work.do", "1").body == "1.0.0" })
    try Self.put("1.1.0", ill: "errors", in: host)
    var seen: Set<String> = []
    let isBack = try eventually {
      seen.formUnion(try Self.answers(host, 50))
      return try host.command("agents", "history", "acme.worker").output.contains("rolled back")
    }
    #expect(isBack)
    #expect(seen == ["1.0.0"])
    #expect(try host.command("agents", "history", "acme.worker", "--json").output.contains("\"rolled-back\""))
  }
}
