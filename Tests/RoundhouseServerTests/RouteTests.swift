import FixtureBuilder
import Glibc
import RoundhouseHost
import RoundhouseModel
import RoundhouseServer
import Testing

@Suite("All other paths") struct RouteTests {
  let server = try! TestServer()

  @Test("agents are listed, shown one by one, and an unknown one is named")
  func agents() throws {
    let list = try #require(try server.ask("GET", "/v1/agents").json)
    #expect(list["agents"]?.count == 2)
    #expect(list["rejected"]?.count == 0)
    let one = try #require(try server.ask("GET", "/v1/agents/test.inline").json)
    #expect(one["id"]?.string == "test.inline")
    #expect(one["state"]?.string == "healthy")
    #expect(one["blocking"]?.bool == false)
    #expect(one["capabilities"]?.count == TestServer.words.count)
    let none = try server.ask("GET", "/v1/agents/test.inlin")
    #expect(none.status == 404)
    #expect(none.code == "unknown_agent")
    #expect(none.text.contains("test.inline"))
  }

  @Test("an agent is disabled and enabled again")
  func enable() throws {
    #expect(try server.ask("POST", "/v1/agents/test.inline/disable").json?["state"]?.string == "disabled")
    let refused = try server.ask("POST", "/v1/call/in.echo", [:], "1")
    #expect(refused.status == 503)
    #expect(refused.headers["retry-after"] == "1")
    #expect(refused.json?["rejections"]?[0]?["reason"]?.string == "disabled")
    #expect(try server.ask("POST", "/v1/agents/test.inline/enable?temporary=true").status == 200)
    #expect(try server.ask("POST", "/v1/call/in.echo", [:], "1").status == 200)
    #expect(try server.ask("POST", "/v1/agents/test.inline/enable?temporary=perhaps").status == 400)
    #expect(try server.ask("POST", "/v1/agents/no.such/enable").status == 404)
  }

  @Test("priority and weight are changed by PATCH, and what makes no sense is refused")
  func patch() throws {
    let changed = try server.ask("PATCH", "/v1/agents/test.inline", [:], "{\"priority\": 250, \"weight\": 7}")
    #expect(changed.json?["priority"]?.int == 250)
    #expect(changed.json?["weight"]?.int == 7)
    for body in [
      "", "{", "[]", "{}", "{\"priority\": \"high\"}", "{\"prio\": 1}", "{\"priority\": 1.5}", "{\"priority\": 5000}",
    ] {
      let refused = try server.ask("PATCH", "/v1/agents/test.inline", [:], body)
      #expect(refused.status == 400, "\(body)")
      #expect(refused.json?["remedy"]?.string?.isEmpty == false)
    }
  }

  @Test("agents are reloaded one by one or all")
  func reload() throws {
    #expect(try server.ask("POST", "/v1/agents/test.inline/reload").json?["id"]?.string == "test.inline")
    #expect(try server.ask("POST", "/v1/agents/reload").json?["agents"]?.count == 2)
    #expect(try server.ask("POST", "/v1/agents/no.such/reload").status == 404)
  }

  @Test("capabilities, routes and statistics are told")
  func told() throws {
    let capabilities = try #require(try server.ask("GET", "/v1/capabilities").json)
    #expect(capabilities.count == 2 * TestServer.words.count)
    #expect(capabilities[0]?["agents"]?[0]?["routable"]?.bool == true)
    let route = try #require(try server.ask("GET", "/v1/route/in.echo?timeout=5s").json)
    #expect(route["candidates"]?[0]?["agent"]?.string == "test.inline")
    #expect(try server.ask("GET", "/v1/route/in.echo?timeout=never").status == 400)
    #expect(try server.ask("GET", "/v1/route/in.nothing").status == 404)
    let other = try server.ask("GET", "/v1/route/in.echo?agent=test.blocking")
    #expect(!other.text.contains("\"candidates\":[{"))
    #expect(try server.ask("GET", "/v1/stats").json?["agents"]?.int == 2)
    #expect(try server.ask("GET", "/v1/config").text == "{\"entries\":[]}")
  }

  @Test("what an agent announces is called, listed and marked, until it is withdrawn")
  func announced() throws {
    let library = try FixtureBuilder.build("announces")
    let parts = library.split(separator: "/").map(String.init)
    let folder = "/" + parts.dropLast().joined(separator: "/")
    var manifest = Manifest(
      id: "test.announces", version: "1.0.0", library: LibraryReference(path: parts.last ?? ""),
      capabilities: [Capability(name: "test.control")])
    manifest.permissions.announce = ["live.*"]
    try server.host.add(
      AgentBundle(manifest: manifest, folder: folder, manifestPath: folder + "/agent.json", isTrusted: true))
    #expect(try server.ask("POST", "/v1/call/live.price", [:], "1").status == 404)
    let order = #"announce {"name": "live.price", "version": 2}"#
    #expect(try server.ask("POST", "/v1/call/test.control", [:], order).text == "0")
    #expect(try server.ask("POST", "/v1/call/live.price", [:], "1").text == "live.price@2 1")
    func listed() throws -> [JSONNode] {
      let answer = try #require(try server.ask("GET", "/v1/capabilities").json)
      return answer.elements.filter { $0["name"]?.string == "live.price" }
    }
    #expect(try listed().map { $0["version"]?.int } == [2])
    #expect(try listed().map { $0["agents"]?[0]?["announced"]?.bool } == [true])
    let shown = try #require(try server.ask("GET", "/v1/agents/test.announces").json?["capabilities"])
    #expect(shown.elements.map { $0["announced"]?.bool } == [false, true])
    #expect(try server.ask("POST", "/v1/call/test.control", [:], "withdraw live.price").text == "0")
    #expect(try server.ask("POST", "/v1/call/live.price", [:], "1").status == 404)
    #expect(try listed().isEmpty)
  }

  @Test("alive, ready, metrics and the index")
  func plain() throws {
    #expect(try server.ask("GET", "/healthz").text == "alive\n")
    #expect(try server.ask("GET", "/readyz").text == "ready\n")
    let metrics = try server.ask("GET", "/metrics")
    #expect(metrics.text == "roundhouse_up 1\n")
    #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(try server.ask("GET", "/").text.contains("/v1/call/{capability}"))
  }

  @Test("HEAD has the headers of GET and no body")
  func head() throws {
    let client = try server.client()
    try client.send("HEAD", "/healthz")
    let answer = try client.response(isHead: true)
    #expect(answer.status == 200)
    #expect(answer.headers["content-length"] == "6")
    try client.send("GET", "/healthz")
    #expect(try client.response().text == "alive\n")
  }

  @Test(
    "an unknown path is 404 and says what there is",
    arguments: [
      "/nothing", "/v1", "/v1/", "/v1/call", "/v1/call/", "/v1/call/a/b", "/v1/agents/", "/v1/agents/a/b", "/v2/agents",
    ])
  func unknown(path: String) throws {
    let answer = try server.ask("GET", path)
    #expect(answer.status == 404)
    #expect(answer.text.contains("/v1/call/{capability}"))
  }

  @Test("a version that is none is refused", arguments: ["@", "@0", "@x", "@1.2", "@99999999999"])
  func version(text: String) throws {
    #expect(try server.ask("POST", "/v1/call/in.echo\(text)", [:], "1").status == 400)
  }

  @Test("a method that means nothing is 405 and says which does")
  func method() throws {
    for (method, path, allow) in [
      ("GET", "/v1/call/in.echo", "POST"), ("HEAD", "/v1/call/in.echo", "POST"), ("POST", "/v1/agents", "GET, HEAD"),
      ("DELETE", "/v1/agents/test.inline", "GET, HEAD, PATCH"), ("PUT", "/v1/call/in.echo", "POST"),
      ("GET", "/v1/agents/reload", "POST"), ("PATCH", "/healthz", "GET, HEAD"),
    ] {
      let answer = try server.ask(method, path)
      #expect(answer.status == 405, "\(method) \(path)")
      #expect(answer.headers["allow"] == allow)
    }
  }
}
