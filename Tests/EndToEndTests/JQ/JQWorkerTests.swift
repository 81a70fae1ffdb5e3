import Foundation
import Testing

@Suite("data.jq in its worker")
struct JQWorkerTests {
  /// One function of jq that works for minutes: nothing can stop it but the end of its process.
  private static let unstoppable = "[range(60000)] as $all | $all | indices($all)"

  @Test("It passes the quick check", .timeLimit(.minutes(2)))
  func check() throws {
    let ending = try Program.roundhouse("check", House.agents + "/jq", "--level", "quick")
    #expect(ending.status == 0, "\(ending.output)")
    #expect(ending.output.contains("0 warnings, 0 failed"))
  }

  @Test("Programs without an end are stopped before their deadline; the worker goes on", .timeLimit(.minutes(2)))
  func endless() throws {
    let host = try RunningHost()
    let agent = try JQAgent(host)
    let before = try agent.worker()
    // More than there are places, one after the other: none of them may keep its own.
    for program in Self.endless {
      let answer = try agent.ask(program, timeout: "2s")
      #expect(answer.code == "agent_error" && answer.agentCode == "out_of_time", "\(program): \(answer.body)")
      #expect(try agent.ask(". + 1", input: "1").body == #"{"results":[2]}"#)
    }
    // As many at once as there are places: late together they would cost the worker.
    let crowd = Clients.start(
      4, asking: .init(capability: "data.jq", payload: try JQAgent.payload("def f: f; f")), port: host.port)
    #expect(eventually { crowd.failures.count >= 4 })
    crowd.stop()
    #expect(crowd.count == 0)
    #expect(crowd.failures.allSatisfy { $0.contains("out_of_time") }, "\(crowd.failures)")
    #expect(try eventually { try agent.stuck() == 0 })
    #expect(try agent.ask(". + 1", input: "1").body == #"{"results":[2]}"#)
    #expect(try agent.worker().process == before.process)
    #expect(host.stop().status == 0)
  }

  private static let endless = [
    "def f: f; f", "[range(1e12) | select(false)]", "last(repeat(1))", "def f: (1 | f); f", "range(1e12) | empty",
  ]

  @Test(
    "What cannot be stopped ends with the worker, which begins anew; nobody else notices", .timeLimit(.minutes(3)))
  func unstoppable() throws {
    let host = try RunningHost()
    let agent = try JQAgent(host)
    let before = try agent.worker()
    let others = Clients.start(
      2, asking: .init(capability: "text.echo", payload: "1", answer: "1", rate: 200), port: host.port)
    // One leaves places for the others.
    #expect(try agent.ask(Self.unstoppable, timeout: "2s").code == "deadline_exceeded")
    #expect(try agent.ask(".", input: "7").body == #"{"results":[7]}"#)
    #expect(try agent.worker().process == before.process)
    #expect(try agent.stuck() == 1)
    // The fourth takes the last one.
    for _ in 2...4 {
      let answer = try agent.ask(Self.unstoppable, timeout: "2s")
      #expect(["deadline_exceeded", "agent_crashed"].contains(answer.code), "\(answer.body)")
    }
    #expect(try eventually { try agent.worker().restarts == 1 })
    #expect(try eventually { try agent.ask(".", input: "8").body == #"{"results":[8]}"# })
    let after = try agent.worker()
    #expect(after.process != before.process)
    #expect(after.lastEnding.contains("4 calls did not come back by their deadline"))
    #expect(try agent.stuck() == 0)
    others.stop()
    #expect(others.failures == [])
    #expect(others.count > 50)
    #expect(host.stop().status == 0)
  }

  @Test("What eats memory ends with the worker, which begins anew; nobody else notices", .timeLimit(.minutes(3)))
  func memory() throws {
    let host = try RunningHost()
    let agent = try JQAgent(host)
    let others = Clients.start(
      2, asking: .init(capability: "text.echo", payload: "1", answer: "1", rate: 200), port: host.port)
    for (number, program) in ["def f: 1 + f; f", "[range(1e9)]"].enumerated() {
      let answer = try agent.ask(program)
      #expect(answer.code == "agent_crashed", "\(answer.body)")
      #expect(try eventually { try agent.ask(".", input: "1").body == #"{"results":[1]}"# })
      #expect(try agent.worker().restarts == number + 1)
    }
    others.stop()
    #expect(others.failures == [])
    #expect(others.count > 50)
    #expect(host.stop().status == 0)
  }

  @Test("Errors of programs are not held against the agent", .timeLimit(.minutes(2)))
  func errors() throws {
    let agent = try JQAgent(RunningHost())
    for _ in 0..<100 { #expect(try agent.ask("error(\"no\")").message == "no") }
    #expect(try agent.ask("1").status == 200)
  }

  @Test(
    "Streamed, each result is a chunk as soon as it is there, and as many as a reader wants", .timeLimit(.minutes(2)))
  func stream() throws {
    let host = try RunningHost()
    let events = try curl(host, #"{"filter":".[], {a: \"é\"}","input":[1,"two",[3]]}"#)
    #expect(Self.chunks(events) == [#"{"results":[1"#, #","two""#, ",[3]", #",{"a":"é"}"#, "]}"])
    #expect(events.contains("event: done"))
    let raw = try curl(host, #"{"filter":".[]","input":[1,"two",[3]],"raw":true}"#)
    #expect(Self.chunks(raw).joined() == #"{"results":["1","two","[3]"]}"#)
    let many = try host.command("call", "data.jq", #"{"filter":"range(50000)"}"#, "--stream")
    #expect(many.status == 0)
    #expect(
      many.output.filter { $0 != "\n" } == #"{"results":["# + (0..<50_000).map(String.init).joined(separator: ",")
        + "]}")
    let failing = try host.command("call", "data.jq", #"{"filter":"1, 2, error(\"three\")"}"#, "--stream")
    #expect(failing.status == 1 && failing.errors.contains("three"))
    #expect(host.stop().status == 0)
  }

  private func curl(_ host: RunningHost, _ payload: String) throws -> String {
    try Program.run([
      "curl", "-sN", "-m", "20", "-H", "Content-Type: application/json", "-H", "Accept: text/event-stream", "-d",
      payload,
      host.url + "/v1/call/data.jq",
    ]).output
  }

  /// The first line of the data of each chunk.
  private static func chunks(_ events: String) -> [String] {
    events.components(separatedBy: "\n\n").compactMap { event in
      let lines = event.components(separatedBy: "\n")
      guard lines.contains("event: chunk") else { return nil }
      return lines.first { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
    }
  }
}
