import RoundhouseHost
import RoundhouseModel
import Testing

@Suite("POST /v1/call") struct CallTests {
  let server = try! TestServer()

  @Test("the body goes to the agent and its answer comes back, with who served it and what that cost")
  func echo() throws {
    let answer = try server.ask("POST", "/v1/call/in.echo", [:], "{\"a\": [1, 2]}")
    #expect(answer.status == 200)
    #expect(answer.text == "{\"a\": [1, 2]}")
    #expect(answer.headers["content-type"] == "application/json")
    #expect(answer.headers["roundhouse-agent"] == "test.inline")
    #expect(answer.headers["roundhouse-attempts"] == nil, "one goes without saying")
    let overhead = try #require(answer.headers["roundhouse-overhead-us"].flatMap(Double.init))
    #expect(overhead > 0 && overhead < 1_000_000)
  }

  @Test("a blocking agent and one that answers later are waited for", arguments: ["bl.echo", "in.later", "bl.later"])
  func later(capability: String) throws {
    let answer = try server.ask("POST", "/v1/call/\(capability)", [:], "30")
    #expect(answer.status == 200)
    #expect(answer.text == (capability == "bl.echo" ? "30" : "\"later\""))
  }

  @Test("an empty body and an empty answer are fine")
  func empty() throws {
    let answer = try server.ask("POST", "/v1/call/in.echo")
    #expect(answer.status == 200)
    #expect(answer.body.isEmpty)
  }

  @Test("what the headers say reaches the agent")
  func headers() throws {
    let answer = try server.ask(
      "POST", "/v1/call/in.tell@1",
      [
        "Roundhouse-Timeout": "5s", "Roundhouse-Session": "s-1", "Roundhouse-Caller": "shop", "Idempotency-Key": "k-9",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      ], "x", type: "application/octet-stream")
    let told = try #require(answer.json)
    #expect(told["session"]?.string == "s-1")
    #expect(told["caller"]?.string == "shop")
    #expect(told["key"]?.string == "k-9")
    #expect(told["type"]?.string == "application/octet-stream")
    #expect(told["version"]?.int == 1)
    #expect(told["trace"]?.string == "0af7651916cd43dd8448eb211c80319c")
    #expect(told["span"]?.string == "b7ad6b7169203331")
    #expect((4_000...5_000).contains(told["left"]?.int ?? 0))
    #expect(answer.headers["traceparent"] == "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
  }

  @Test("an agent can be chosen, and one that does not offer the capability is named")
  func agent() throws {
    #expect(try server.ask("POST", "/v1/call/in.echo", ["Roundhouse-Agent": "test.inline"], "1").status == 200)
    let other = try server.ask("POST", "/v1/call/in.echo", ["Roundhouse-Agent": "test.blocking"], "1")
    #expect([404, 503].contains(other.status))
    #expect(other.text.contains("test.blocking"), "\(other.text)")
  }

  @Test("an agent's error is a problem with the agent's own word and message")
  func agentError() throws {
    for capability in ["in.fail", "bl.fail"] {
      let answer = try server.ask("POST", "/v1/call/\(capability)", [:], "1")
      #expect(answer.status == 502)
      #expect(answer.headers["content-type"] == "application/problem+json")
      #expect(answer.json?["type"]?.string == "urn:roundhouse:error:agent_error")
      #expect(answer.json?["agentCode"]?.string == "sold_out")
      #expect(answer.json?["detail"]?.string?.contains("no ticket is left") == true)
      #expect(answer.json?["status"]?.int == 502)
    }
  }

  @Test("an unknown capability is 404 and names the nearest ones")
  func unknown() throws {
    let answer = try server.ask("POST", "/v1/call/in.ecko", [:], "1")
    #expect(answer.status == 404)
    #expect(answer.code == "unknown_capability")
    #expect(answer.text.contains("in.echo"))
    #expect(try server.ask("POST", "/v1/call/in.echo@9", [:], "1").status == 404)
  }

  @Test("the caller is answered at the deadline", arguments: ["in.later", "bl.hold"])
  func deadline(capability: String) throws {
    let answer = try server.ask("POST", "/v1/call/\(capability)", ["Roundhouse-Timeout": "60ms"], "700")
    #expect(answer.status == 504)
    #expect(answer.code == "deadline_exceeded")
  }

  @Test("a timeout that is none is refused", arguments: ["5 minutes", "-1s", "0s", "9999h", "soon", ""])
  func badTimeout(text: String) throws {
    let answer = try server.ask("POST", "/v1/call/in.echo", ["Roundhouse-Timeout": text], "1")
    #expect(answer.status == (text.isEmpty ? 200 : 400))
  }

  @Test("a large answer arrives whole")
  func large() throws {
    let answer = try server.ask("POST", "/v1/call/in.large", [:], "20000000")
    #expect(answer.headers["content-type"] == "text/plain")
    #expect(answer.body.count == 20_000_000)
    #expect(answer.body.allSatisfy { $0 == UInt8(ascii: "x") })
  }

  @Test("large bodies arrive whole, with and without an announced length")
  func largeBody() throws {
    let text = String(repeating: "0123456789abcdef", count: 200_000)
    #expect(try server.ask("POST", "/v1/call/in.echo", [:], text).text == text)
    let client = try server.client()
    try client.send("POST", "/v1/call/in.echo", ["Transfer-Encoding": "chunked"])
    for _ in 0..<200 {
      let piece = String(repeating: "y", count: 16_000)
      client.send(String(piece.utf8.count, radix: 16) + "\r\n" + piece + "\r\n")
    }
    client.send("0\r\n\r\n")
    #expect(try client.response().body.count == 3_200_000)
  }

  @Test("one connection serves many requests, also when they are sent at once")
  func pipelining() throws {
    let client = try server.client()
    for number in 0..<100 {
      try client.send("POST", "/v1/call/\(number % 3 == 0 ? "bl" : "in").echo", [:], "\(number)")
    }
    for number in 0..<100 { #expect(try client.response().text == "\(number)") }
  }

  @Test("HTTP/1.0 is answered and closed")
  func oldProtocol() throws {
    let client = try server.client()
    client.send(
      "POST /v1/call/in.echo HTTP/1.0\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n12"
    )
    let all = String(decoding: try client.rest(), as: UTF8.self)
    #expect(all.hasSuffix("\r\n\r\n12"))
  }

  @Test("a client that has gone cancels its call")
  func gone() throws {
    let client = try server.client()
    try client.send("POST", "/v1/call/in.later", [:], "15000")
    try eventually { server.host.statistics().inFlight == 1 }
    client.close()
    try eventually { server.host.statistics().inFlight == 0 }
  }
}
