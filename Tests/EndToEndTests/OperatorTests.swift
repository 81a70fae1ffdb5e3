import Foundation
import Testing

@Suite("What operators do while a host runs")
struct OperatorTests {
  @Test("Agents are shown, disabled, enabled, reloaded and reordered", .timeLimit(.minutes(2)))
  func verbs() throws {
    let host = try RunningHost()
    let shown = try host.command("agents", "show", "roundhouse.echo")
    #expect(shown.status == 0)
    #expect(shown.output.contains("text.echo"))
    #expect(try host.call("text.echo", "1").headers["roundhouse-agent"] == "roundhouse.echo")

    #expect(try host.command("agents", "disable", "roundhouse.echo").status == 0)
    #expect(try host.call("text.echo", "1").headers["roundhouse-agent"] == "roundhouse.echo-swift")
    #expect(try host.command("agents", "enable", "roundhouse.echo").status == 0)
    #expect(try host.call("text.echo", "1").headers["roundhouse-agent"] == "roundhouse.echo")

    let patch = try host.connection().send("PATCH", "/v1/agents/roundhouse.echo-swift", #"{"priority":900}"#)
    #expect(patch.status == 200)
    #expect(try host.call("text.echo", "1").headers["roundhouse-agent"] == "roundhouse.echo-swift")
    #expect(try host.connection().send("PATCH", "/v1/agents/roundhouse.echo", #"{"priority":"high"}"#).status >= 400)

    #expect(try host.command("agents", "reload", "roundhouse.echo").status == 0)
    #expect(try host.command("agents", "reload").status == 0)
    #expect(try host.call("text.echo", "1").status == 200)
    #expect(host.stop().status == 0)
  }

  @Test("Health, readiness, metrics, configuration and figures are there", .timeLimit(.minutes(2)))
  func looks() throws {
    let host = try RunningHost()
    _ = try host.call("text.echo", "{}")
    for path in ["/healthz", "/readyz", "/v1/capabilities", "/v1/route/text.echo", "/v1/agents/roundhouse.echo"] {
      #expect(try host.get(path).status == 200, "\(path)")
    }
    #expect(try host.get("/metrics").body.contains("roundhouse_"))
    let origins = try host.command("config", "show", "--origin")
    #expect(origins.status == 0)
    #expect(origins.output.contains("--state"))
    #expect(try host.command("stats", "--json").output.contains("\"calls\""))
    #expect(try host.command("route", "text.echo", "--explain").output.contains("asked first"))
    #expect(try host.get("/v1/nothing").status == 404)
  }

  @Test("An agent appears when its folder does, changes with it, and goes with it", .timeLimit(.minutes(2)))
  func folders() throws {
    let host = try RunningHost()
    #expect(try host.call("late.pow", "{}").status == 404)
    try Bundle.arithmetic("late", in: host.agents)
    #expect(try eventually { try host.call("late.pow", #"{"base":3,"exponent":2}"#).body == #"{"result":9}"# })
    try Bundle.arithmetic("late", in: host.agents, priority: 700)
    #expect(try eventually { try host.listing().agents.first { $0.id == "late" }?.priority == 700 })
    try Bundle.remove("late", in: host.agents)
    #expect(try eventually { try host.call("late.pow", "{}").status == 404 })
  }

  @Test("What an agent announces is shown as such, and called as any other", .timeLimit(.minutes(2)))
  func announcements() throws {
    let host = try RunningHost()
    try Bundle.fixture(
      "announces", in: host.agents,
      more: #""permissions": {"announce": ["live.*"]}, "config": {"announce": [{"name": "live.price"}]},"#)
    #expect(try eventually { try host.call("live.price", "1").body == "live.price@1 1" })
    #expect(try host.command("capabilities").output.contains("fixture.announces (announced)"))
    let shown = try host.command("agents", "show", "fixture.announces").output
    #expect(shown.contains("announced") && shown.contains("live.price"), "\(shown)")
    #expect(try host.call("fixture.announces", #"announce {"name": "live.news"}"#).body == "0")
    #expect(try host.call("live.news", "1").body == "live.news@1 1")
    #expect(try host.call("fixture.announces", "withdraw live.price").body == "0")
    #expect(try host.call("live.price", "1").status == 404)
    try Bundle.remove("announces", in: host.agents)
    #expect(try eventually { try host.call("live.news", "1").status == 404 })
  }

  @Test(
    "Bad bundles fail the check with status 5, good ones pass it, and neither runs in the checker",
    .timeLimit(.minutes(3)))
  func checks() throws {
    let folder = try House.folder("check")
    for name in ["null-create", "wild-table", "version-999"] {
      try Bundle.fixture(name, in: folder)
      let ending = try Program.roundhouse("check", folder + "/" + name)
      #expect(ending.status == 5, "\(name): \(ending.output)")
      #expect(ending.output.contains("✗"), "\(name): \(ending.output)")
    }
    try Bundle.fixture("plain", in: folder)
    for path in [folder + "/plain", House.agents + "/echo", House.agents + "/ticketing", House.agents + "/libm"] {
      let ending = try Program.roundhouse("check", path, "--level", "quick")
      #expect(ending.status == 0, "\(path): \(ending.output)")
    }
    #expect(try Program.roundhouse("check", folder + "/nothing").status == 5)
  }
}
