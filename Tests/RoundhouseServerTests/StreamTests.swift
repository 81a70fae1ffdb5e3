import Glibc
import RoundhouseHost
import RoundhouseModel
import RoundhouseServer
import Testing

@Suite("Server-sent events") struct StreamTests {
  let server = try! TestServer { $0.heartbeat = .milliseconds(500) }
  private let accept = ["Accept": "text/event-stream"]

  private func events(_ capability: String, _ body: String) throws -> [String] {
    let answer = try server.ask("POST", "/v1/call/\(capability)", accept, body)
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "text/event-stream")
    return answer.text.split(separator: "\n\n").map(String.init).filter { $0 != ":" }
  }

  @Test("chunks come as events, in order, and then the end", arguments: ["in.stream", "bl.stream"])
  func chunks(capability: String) throws {
    let events = try events(capability, "50")
    try #require(events.count == 52)
    for number in 0..<50 { #expect(events[number] == "event: chunk\ndata: {\"n\":\(number)}") }
    #expect(events[50] == "event: chunk\ndata: \"end\"")
    let agent = capability.hasPrefix("in") ? "test.inline" : "test.blocking"
    #expect(events[51].hasPrefix("event: done\ndata: {\"agent\":\"\(agent)\""))
    #expect(events[51].contains("\"outputTokens\":7"))
  }

  @Test("without asking for events the chunks are joined")
  func joined() throws {
    let answer = try server.ask("POST", "/v1/call/in.stream", [:], "3")
    #expect(answer.text == "{\"n\":0}{\"n\":1}{\"n\":2}\"end\"")
  }

  @Test("line feeds become lines, bytes and carriage returns base64", arguments: ["in.chunks", "bl.chunks"])
  func odd(capability: String) throws {
    let events = try events(capability, "")
    try #require(events.count == 4)
    #expect(events[0] == "event: chunk\ndata: two\ndata: lines")
    #expect(events[1] == "event: chunk-base64\ndata: /wAB")
    #expect(events[2].hasPrefix("event: chunk-base64\ndata: Y2Fycmlh"))
    #expect(events[3].hasPrefix("event: done"))
  }

  @Test("an agent's error is an event, an error before the agent is a problem")
  func errors() throws {
    let events = try events("in.fail", "1")
    #expect(events.count == 1)
    #expect(events[0].hasPrefix("event: error\ndata: {\"type\":\"urn:roundhouse:error:agent_error\""))
    let unknown = try server.ask("POST", "/v1/call/no.such", accept, "1")
    #expect(unknown.status == 404)
  }

  @Test("the first chunk arrives long before the last")
  func promptly() throws {
    let client = try server.client()
    try client.send("POST", "/v1/call/in.drip", accept, "40")
    #expect(try client.head().status == 200)
    let first = try #require(try client.chunk())
    #expect(String(decoding: first, as: UTF8.self).contains("\"n\":0"))
    #expect(server.host.statistics().inFlight == 1)
    while try client.chunk() != nil {}
  }

  @Test("a silent stream has heartbeats")
  func heartbeat() throws {
    let answer = try server.ask("POST", "/v1/call/in.later", accept, "1800")
    #expect(answer.text.split(separator: "\n\n").filter { $0 == ":" }.count >= 2)
    #expect(answer.text.contains("event: done"))
  }

  @Test("a reader that stops reading slows its agent down and nobody else")
  func backPressure() throws {
    let chunks = "400000"  // 12 MB of events, more than all sockets hold
    let began = SystemClock().now
    #expect(try server.ask("POST", "/v1/call/in.stream", accept, chunks).status == 200)
    let whole = SystemClock().now - began
    let slow = try server.client()
    try slow.send("POST", "/v1/call/in.stream", accept, chunks)
    #expect(try slow.head().status == 200)
    #expect(try server.ask("POST", "/v1/call/in.echo", [:], "1").status == 200)
    // Twice as long as the agent needs when somebody reads: if it were not held back, it would be done.
    usleep(UInt32(clamping: whole * 2 / 1_000))
    #expect(server.host.statistics().inFlight == 1)
    slow.close()
    try eventually { server.host.statistics().inFlight == 0 }
  }

  @Test("a client that leaves in the midst of a stream cancels the call")
  func leaves() throws {
    let client = try server.client()
    try client.send("POST", "/v1/call/bl.later", accept, "15000")
    try eventually { server.host.statistics().inFlight == 1 }
    client.close()
    try eventually { server.host.statistics().inFlight == 0 }
  }
}
