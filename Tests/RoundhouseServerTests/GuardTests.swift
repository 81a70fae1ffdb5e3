import RoundhouseModel
import RoundhouseServer
import Testing

@Suite("Web pages stay out") struct GuardTests {
  let server = try! TestServer()

  private func status(_ headers: [String: String], method: String = "POST", type: String? = "application/json") throws
    -> Int
  {
    try server.ask(
      method, method == "GET" ? "/v1/agents" : "/v1/call/in.echo", headers, method == "GET" ? "" : "1", type: type
    ).status
  }

  @Test("a foreign Origin is refused, our own is not")
  func origin() throws {
    for origin in [
      "http://evil.example", "https://127.0.0.1:\(server.port)", "null", "http://127.0.0.1:1",
      "http://localhost:\(server.port)", "",
    ] {
      #expect(try status(["Origin": origin]) == 403, "\(origin)")
      #expect(try status(["Origin": origin], method: "GET") == 403, "\(origin)")
    }
    #expect(try status(["Origin": "http://127.0.0.1:\(server.port)"]) == 200)
  }

  @Test("a Host that is not this machine's loopback and our port is refused")
  func host() throws {
    for host in [
      "evil.example", "evil.example:\(server.port)", "127.0.0.1:1", "127.0.0.1",
      "127.0.0.1.evil.example:\(server.port)", "localhost.:\(server.port)", "[::2]:\(server.port)",
      "0.0.0.0:\(server.port)", "127.0.0.1:\(server.port):\(server.port)", "a@127.0.0.1:\(server.port)", "",
    ] {
      #expect([400, 403].contains(try status(["Host": host])), "\(host)")
    }
    for host in [
      "localhost:\(server.port)", "LOCALHOST:\(server.port)", "127.1.2.3:\(server.port)", "[::1]:\(server.port)",
    ] {
      #expect(try status(["Host": host]) == 200, "\(host)")
    }
  }

  @Test("a request without Host, or with two, is refused")
  func ambiguous() throws {
    for head in ["", "Host: 127.0.0.1:\(server.port)\r\nHost: 127.0.0.1:\(server.port)\r\n"] {
      let client = try server.client()
      client.send("GET /v1/agents HTTP/1.1\r\n\(head)\r\n")
      #expect(try client.head().status == 400)
    }
  }

  @Test("a request that a browser says comes from another site is refused")
  func fetchSite() throws {
    #expect(try status(["Sec-Fetch-Site": "cross-site"], method: "GET") == 403)
    #expect(try status(["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"], method: "GET") == 403)
    #expect(try status(["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"], method: "GET") == 200)
    #expect(try status(["Sec-Fetch-Site": "none"], method: "GET") == 200)
  }

  @Test("a POST needs a content type that no form can send")
  func contentType() throws {
    for type in [
      nil, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp",
      "application/json5",
    ] {
      #expect(try status([:], type: type) == 415, "\(type ?? "none")")
    }
    for type in ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/octet-stream"]
    {
      #expect(try status([:], type: type) == 200, "\(type)")
    }
    #expect(try server.ask("POST", "/v1/agents/reload", type: nil).status == 415)
  }

  @Test("there is no way to ask for permission")
  func preflight() throws {
    let answer = try server.ask("OPTIONS", "/v1/call/in.echo", ["Origin": "http://127.0.0.1:\(server.port)"])
    #expect(answer.status == 403)
    #expect(!answer.headers.keys.contains { $0.hasPrefix("access-control") })
    #expect(answer.json?["remedy"]?.string?.isEmpty == false)
  }

  @Test("listening beyond loopback needs a decision")
  func insecure() throws {
    for host in ["0.0.0.0", "::", "192.0.2.1"] {
      let error = #expect(throws: RoundhouseError.self) {
        _ = try TestServer { $0.address = ListenAddress(host: host, port: 0) }
      }
      #expect(error?.code == .permissionDenied)
      #expect(error?.remedy.contains("--insecure") == true)
    }
    let open = try TestServer {
      $0.address = ListenAddress(host: "0.0.0.0", port: 0)
      $0.isInsecure = true
    }
    #expect(try open.ask("GET", "/healthz", ["Host": "roundhouse.example"]).status == 200)
    #expect(
      try open.ask("GET", "/healthz", ["Host": "roundhouse.example", "Origin": "http://evil.example"]).status == 403)
  }

  @Test("a port that is taken is a clear error")
  func taken() throws {
    let error = #expect(throws: RoundhouseError.self) {
      _ = try TestServer { $0.address = ListenAddress(host: "127.0.0.1", port: server.port) }
    }
    #expect(error?.code == .conflict)
    #expect(error?.message.contains("\(server.port)") == true)
  }
}
