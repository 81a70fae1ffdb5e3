import RoundhouseModel
import Testing

@testable import RoundhouseServer

@Suite("Replacements over HTTP") struct ReplacementTests {
  let server = try! TestServer()

  @Test("an agent's history is told, and an unknown agent's is not")
  func history() throws {
    let answer = try #require(try server.ask("GET", "/v1/agents/test.inline/history").json)
    #expect(answer["agent"]?.string == "test.inline")
    #expect(answer["replacements"]?.count == 0)
    #expect(try server.ask("GET", "/v1/agents/no.such/history").status == 404)
    #expect(try server.ask("POST", "/v1/agents/test.inline/history").status == 405)
  }

  @Test("a share is set for the next replacement, and what makes no sense is refused")
  func share() throws {
    let target = "/v1/agents/test.inline/replacement"
    #expect(try server.ask("POST", target, [:], #"{"share": 20, "hold": true}"#).json?["id"]?.string == "test.inline")
    for body in ["", "{", "[]", "{}", #"{"share": "half"}"#, #"{"share": 101}"#, #"{"hold": 1}"#, #"{"weight": 1}"#] {
      let refused = try server.ask("POST", target, [:], body)
      #expect(refused.status == 400, "\(body)")
      #expect(refused.json?["remedy"]?.string?.isEmpty == false, "\(body)")
    }
    #expect(try server.ask("POST", "/v1/agents/no.such/replacement", [:], #"{"share": 20}"#).status == 404)
  }

  @Test("there is nothing to promote and nothing to go back to", arguments: ["promote", "rollback"])
  func nothing(_ verb: String) throws {
    let refused = try server.ask("POST", "/v1/agents/test.inline/\(verb)")
    #expect(refused.status == 409)
    #expect(refused.code == "conflict")
    #expect(refused.json?["remedy"]?.string?.isEmpty == false)
    #expect(try server.ask("GET", "/v1/agents/test.inline/\(verb)").status == 405)
    #expect(try server.ask("POST", "/v1/agents/no.such/\(verb)").status == 404)
  }

  @Test("a call may name its agent's version, and is told which there are")
  func version() throws {
    let version = try #require(try server.ask("GET", "/v1/agents/test.inline").json?["version"]?.string)
    let field = "Roundhouse-Agent-Version"
    #expect(try server.ask("POST", "/v1/call/in.echo", [field: version], "1").status == 200)
    let refused = try server.ask("POST", "/v1/call/in.echo", [field: "9.9.9"], "1")
    #expect(refused.status == 503)
    #expect(refused.code == "no_healthy_agent")
    #expect(refused.json?["remedy"]?.string?.contains(version) == true)
    let route = try #require(try server.ask("GET", "/v1/route/in.echo?agentVersion=9.9.9").json)
    #expect(route["candidates"]?.count == 0)
    #expect(route["rejections"]?[0]?["reason"]?.string == "other_version")
  }
}
