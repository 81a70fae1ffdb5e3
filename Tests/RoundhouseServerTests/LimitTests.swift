import FixtureBuilder
import Glibc
import RoundhouseHost
import RoundhouseModel
import RoundhouseServer
import Testing

@Suite("Limits") struct LimitTests {
  @Test("a body over the limit is refused before it is read, and in pieces as soon as it is known")
  func body() throws {
    let server = try TestServer { $0.bodyLimit = 100_000 }
    #expect(try server.ask("POST", "/v1/call/in.echo", [:], String(repeating: "x", count: 100_000)).status == 200)
    let refused = try server.ask("POST", "/v1/call/in.echo", [:], String(repeating: "x", count: 100_001))
    #expect(refused.status == 413)
    #expect(refused.text.contains("100000 bytes"))
    let announced = try server.client()
    announced.send(
      "POST /v1/call/in.echo HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"
    )
    #expect(try announced.response().status == 413)
    let chunked = try server.client()
    try chunked.send("POST", "/v1/call/in.echo", ["Transfer-Encoding": "chunked"])
    for _ in 0..<20 { chunked.send("2710\r\n" + String(repeating: "y", count: 10_000) + "\r\n") }
    chunked.send("0\r\n\r\n")
    #expect(try chunked.response().status == 413)
    try chunked.send("POST", "/v1/call/in.echo", [:], "1")
    #expect(try chunked.response().status == 200, "the connection lives on")
  }

  @Test("an endless body is cut off")
  func endless() throws {
    let server = try TestServer { $0.bodyLimit = 100_000 }
    let client = try server.client()
    try client.send("POST", "/v1/call/in.echo", ["Transfer-Encoding": "chunked"])
    var sent = 0
    while sent < 100 << 20, client.send("2710\r\n" + String(repeating: "y", count: 10_000) + "\r\n") { sent += 10_000 }
    #expect(sent < 20 << 20)
    #expect(try server.ask("GET", "/healthz").status == 200)
  }

  @Test("all large bodies together have a limit")
  func budget() throws {
    let server = try TestServer { $0.bodyBudget = 300_000 }
    #expect(try server.ask("POST", "/v1/call/in.echo", [:], String(repeating: "x", count: 1_000_000)).status == 429)
    for _ in 0..<5 {
      #expect(try server.ask("POST", "/v1/call/in.echo", [:], String(repeating: "x", count: 100_000)).status == 200)
    }
  }

  @Test("long addresses and many headers are refused")
  func head() throws {
    let server = try TestServer()
    #expect(try server.ask("POST", "/v1/call/" + String(repeating: "a", count: 9_000), [:], "1").status == 414)
    #expect(try server.ask("GET", "/healthz", ["X-Long": String(repeating: "a", count: 10_000)]).status == 431)
    let client = try server.client()
    client.send(
      "GET /healthz HTTP/1.1\r\nHost: localhost:\(server.port)\r\nX: " + String(repeating: "a", count: 200_000)
        + "\r\n\r\n")
    #expect([431, 413].contains(try client.head().status))
    #expect(
      try server.ask("POST", "/v1/call/in.echo", ["Roundhouse-Session": String(repeating: "a", count: 600)], "1").status
        == 400)
  }

  @Test("a request that comes a byte at a time is cut off, at the headers and at the body")
  func slow() throws {
    let server = try TestServer { $0.requestTimeout = .seconds(1) }
    for start in [
      "GET / HT",
      "POST /v1/call/in.echo HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n",
    ] {
      let client = try server.client()
      client.send(start)
      let began = SystemClock().now
      while SystemClock().now - began < .seconds(8), client.send("x") { usleep(100_000) }
      #expect(SystemClock().now - began < .seconds(5))
      #expect(try client.head().status == 408)
    }
    #expect(server.log.lines.contains { $0.contains("too slow") })
  }

  @Test("a connection that says nothing is closed")
  func idle() throws {
    let server = try TestServer { $0.idleTimeout = .seconds(1) }
    let client = try server.client()
    try client.send("GET", "/healthz")
    #expect(try client.response().status == 200)
    #expect(try client.rest().isEmpty)
  }

  @Test("a client that only stops sending is answered, and its connection closed at once")
  func halfClosed() throws {
    let server = try TestServer()
    for _ in 0..<3 {
      let client = try server.client()
      try client.send("POST", "/v1/call/in.echo", [:], "1")
      client.halfClose()
      let began = SystemClock().now
      #expect(try client.response().text == "1")
      #expect(try client.rest().isEmpty)
      #expect(SystemClock().now - began < .seconds(5))
    }
  }

  @Test("connections beyond the limit wait for their turn")
  func connections() throws {
    let server = try TestServer { $0.connections = 4 }
    let clients = try (0..<8).map { _ in try server.client() }
    for client in clients[..<4] {
      try client.send("GET", "/healthz")
      #expect(try client.response().status == 200)
    }
    for client in clients[..<4] { client.close() }
    for client in clients[4...] {
      try client.send("GET", "/healthz")
      #expect(try client.response().status == 200)
    }
  }

  @Test("two thousand requests of random bytes leave the server alive")
  func fuzz() throws {
    let server = try TestServer { $0.requestTimeout = .seconds(1) }
    var random = Seeded(7)
    let seeds = [
      "POST /v1/call/in.echo HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nabcd",
      "POST /v1/call/in.echo HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nAccept: text/event-stream\r\n\r\n4\r\nabcd\r\n0\r\n\r\n",
      "GET /v1/route/in.echo?timeout=5s&tags=%20a,b HTTP/1.1\r\nHost: localhost:\(server.port)\r\nRoundhouse-Timeout: 1s\r\n\r\n",
      "PATCH /v1/agents/test.inline HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"priority\": 10}",
    ]
    for round in 0..<2_000 {
      var bytes: [UInt8]
      if round % 4 == 0 {
        bytes = (0..<Int.random(in: 1...600, using: &random)).map { _ in .random(in: 0...255, using: &random) }
      } else {
        bytes = Array(seeds[round % seeds.count].utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let place = Int.random(in: bytes.indices, using: &random)
          switch round % 3 {
          case 0: bytes[place] = .random(in: 0...255, using: &random)
          case 1: bytes.remove(at: place)
          default: bytes.insert(.random(in: 0...255, using: &random), at: place)
          }
          if bytes.isEmpty { bytes = [0] }
        }
      }
      let client = try server.client()
      client.send(bytes)
      // Most of them hang up without listening.
      if round % 50 == 0 {
        client.halfClose()
        _ = try client.rest()
      }
    }
    #expect(try server.ask("POST", "/v1/call/in.echo", [:], "1").text == "1")
    try eventually { server.host.statistics().inFlight == 0 }
  }
}
