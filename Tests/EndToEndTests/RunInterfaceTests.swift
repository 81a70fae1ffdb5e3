import Foundation
import Glibc
import Testing

/// Everything that HTTP and the command offer of runs, against a host with the agents that ship.
@Suite("Runs over HTTP and from the command line")
struct RunInterfaceTests {
  private static let echo = #"{"id": "echo", "steps": [{"id": "a", "capability": "text.echo", "input": {"n": 1}}]}"#
  private static let bad =
    #"{"id": "bad", "steps": [{"id": "a", "capability": "no.such", "retryPolicy": {"maxRetries": 0}}]}"#

  private struct Run: Decodable {
    struct Step: Decodable {
      let step: String
      let kind: String
    }

    let run: String
    let state: String
    let queue: String?
    let steps: [Step]?
  }

  private struct Runs: Decodable { let runs: [Run] }

  private func post(_ host: RunningHost, _ path: String, _ body: String) throws -> Response {
    try host.connection().send("POST", path, body)
  }

  private func run(_ response: Response) throws -> Run {
    try #require(try? JSONDecoder().decode(Run.self, from: Data(response.body.utf8)), "\(response.body)")
  }

  private func list(_ host: RunningHost, _ path: String) throws -> [Run] {
    try JSONDecoder().decode(Runs.self, from: Data(host.get(path).body.utf8)).runs
  }

  @Test("M-161 A run is begun, waited for, listed, shown, replayed and compared", .timeLimit(.minutes(2)))
  func life() throws {
    let host = try RunningHost()
    let first = try run(post(host, "/v1/runs", #"{"document": \#(Self.echo), "input": {}}"#))
    let second = try run(post(host, "/v1/runs", #"{"document": \#(Self.echo), "input": {}, "wait": true}"#))
    #expect(second.state == "completed")
    #expect(try eventually { try run(host.get("/v1/runs/" + first.run)).state == "completed" })
    let shown = try run(host.get("/v1/runs/" + first.run))
    #expect(shown.steps?.contains { $0.kind == "call" } == true)
    #expect(try list(host, "/v1/runs").map(\.run) == [second.run, first.run])
    #expect(try list(host, "/v1/runs?limit=1").map(\.run) == [second.run])
    #expect(try list(host, "/v1/runs?state=failed").isEmpty)
    #expect(try list(host, "/v1/runs?workflow=plan").count == 2)
    let replay = try post(host, "/v1/runs/\(first.run)/replay", "")
    #expect(replay.body.contains(#""same":true"#), "\(replay.body)")
    let difference = try host.get("/v1/runs/\(first.run)/diff/\(second.run)")
    #expect(difference.body == #"{"differences":[]}"#)
    #expect(host.stop().status == 0)
  }

  @Test("A run with a key is one run, also after the host has ended", .timeLimit(.minutes(2)))
  func key() throws {
    let body = #"{"document": \#(Self.echo), "input": {}, "key": "mine", "wait": true}"#
    let first = try RunningHost()
    let number = try run(post(first, "/v1/runs", body)).run
    #expect(try run(post(first, "/v1/runs", body)).run == number)
    #expect(first.stop().status == 0)
    let second = try RunningHost(agents: first.agents, state: first.state)
    #expect(try run(post(second, "/v1/runs", body)).run == number)
    #expect(try list(second, "/v1/runs").count == 1)
    #expect(second.stop().status == 0)
  }

  @Test("Whoever waits for a long run keeps nobody else waiting, and it can be cancelled", .timeLimit(.minutes(2)))
  func waiting() throws {
    let agents = try House.folder("agents")
    try Bundle.fixture("slow", as: "slow", in: agents, timeout: "60s", more: #""blocking": true, "concurrency": 16,"#)
    let host = try RunningHost(agents: agents)
    let plan = #"{"id": "long", "steps": [{"id": "a", "capability": "slow", "input": 30000}]}"#
    let waiting = Waiter(host, #"{"document": \#(plan), "wait": true}"#)
    var number = ""
    #expect(
      try eventually {
        number = try list(host, "/v1/runs?state=running").first?.run ?? ""
        return !number.isEmpty
      })
    // Changes of every kind go on meanwhile.
    #expect(try run(post(host, "/v1/runs", #"{"document": \#(Self.echo), "wait": true}"#)).state == "completed")
    #expect(try post(host, "/v1/agents/roundhouse.echo/disable", "").status == 200)
    #expect(try post(host, "/v1/agents/roundhouse.echo/enable", "").status == 200)
    let cancelled = try post(host, "/v1/runs/\(number)/cancel", "")
    #expect(try run(cancelled).state == "cancelled", "\(cancelled.body)")
    #expect(try waiting.answer().contains(#""state":"cancelled""#))
    #expect(try post(host, "/v1/runs/\(number)/cancel", "").status == 409)
    #expect(host.stop().status == 0)
  }

  @Test("A run that has failed is set going again", .timeLimit(.minutes(2)))
  func again() throws {
    let host = try RunningHost()
    let plan = #"{"id": "late", "steps": [{"id": "a", "capability": "late.pow", "input": {"base": 2, "exponent": 3}}]}"#
    let failed = try run(post(host, "/v1/runs", #"{"document": \#(plan), "wait": true}"#))
    #expect(failed.state == "failed")
    try Bundle.arithmetic("late", in: host.agents)
    #expect(try eventually { try host.get("/v1/agents/late").status == 200 })
    #expect(try post(host, "/v1/runs/\(failed.run)/resume", "").status == 200)
    #expect(try eventually { try run(host.get("/v1/runs/" + failed.run)).state == "completed" })
    #expect(try post(host, "/v1/runs/\(failed.run)/resume", "").status == 409)
    #expect(host.stop().status == 0)
  }

  @Test("A step that must not be repeated waits for a decision after a kill", .timeLimit(.minutes(2)))
  func decided() throws {
    let agents = try House.folder("agents")
    try Bundle.fixture("slow", as: "slow", in: agents, timeout: "60s", more: #""blocking": true, "concurrency": 16,"#)
    let first = try RunningHost(agents: agents)
    let plan =
      #"{"id": "once", "steps": [{"id": "a", "capability": "slow", "repeats": "at-most-once", "input": 30000}]}"#
    let numbers = try (0..<2).map { _ in try run(post(first, "/v1/runs", #"{"document": \#(plan)}"#)).run }
    #expect(try eventually { try numbers.allSatisfy { try run(first.get("/v1/runs/" + $0)).steps?.count ?? 0 > 2 } })
    first.program.signal(SIGKILL)
    _ = first.program.wait()
    let host = try RunningHost(agents: agents, state: first.state)
    #expect(try eventually { try list(host, "/v1/runs?state=blocked").count == 2 })
    #expect(try host.command("runs", "show", numbers[0]).output.contains("roundhouse runs decide"))
    for body in ["", "{}", #"{"done": 1, "again": true}"#, #"{"failed": 1}"#, #"{"again": false}"#] {
      #expect(try post(host, "/v1/runs/\(numbers[0])/decide", body).status == 400, "\(body)")
    }
    #expect(try post(host, "/v1/runs/\(numbers[0])/decide", #"{"done": "slept"}"#).status == 200)
    #expect(try eventually { try run(host.get("/v1/runs/" + numbers[0])).state == "completed" })
    #expect(try host.get("/v1/runs/" + numbers[0]).body.contains("slept"))
    #expect(try host.command("runs", "decide", numbers[1]).status == 5)
    #expect(try host.command("runs", "decide", numbers[1], "--failed", "it was not").status == 0)
    #expect(try eventually { try run(host.get("/v1/runs/" + numbers[1])).state == "failed" })
    #expect(try post(host, "/v1/runs/\(numbers[1])/decide", #"{"again": true}"#).status == 409)
    #expect(host.stop().status == 0)
  }

  @Test("Jobs are enqueued with priority, delay and retries, listed by queue, and put aside", .timeLimit(.minutes(2)))
  func jobs() throws {
    let host = try RunningHost()
    let good = try run(post(host, "/v1/jobs", #"{"document": \#(Self.echo), "queue": "night", "priority": 5}"#))
    #expect(good.queue == "night")
    let bad = try run(post(host, "/v1/jobs", #"{"document": \#(Self.bad), "retries": 0}"#))
    let later = try run(post(host, "/v1/jobs", #"{"document": \#(Self.echo), "delay": "1h"}"#))
    #expect(try eventually { try run(host.get("/v1/runs/" + good.run)).state == "completed" })
    #expect(try eventually { try run(host.get("/v1/runs/" + bad.run)).state == "failed" })
    #expect(try run(host.get("/v1/runs/" + later.run)).state == "queued")
    #expect(try list(host, "/v1/jobs").map(\.run) == [later.run, bad.run, good.run])
    #expect(try list(host, "/v1/jobs?queue=night").map(\.run) == [good.run])
    #expect(try list(host, "/v1/jobs?state=queued").map(\.run) == [later.run])
    #expect(try run(post(host, "/v1/runs/\(later.run)/cancel", "")).state == "cancelled")
    #expect(host.stop().status == 0)
  }

  @Test("M-161 Events are read by number, and followed as they happen", .timeLimit(.minutes(2)))
  func events() throws {
    let host = try RunningHost()
    let number = try run(post(host, "/v1/runs", #"{"document": \#(Self.echo), "wait": true}"#)).run
    let kept = try host.get("/v1/runs/events?run=\(number)").body
    #expect(kept.contains(#""type":"step:completed""#) && kept.contains(#""specversion":"1.0""#))
    #expect(try host.get("/v1/runs/events?type=run:*").body.contains("step:") == false)
    // One run that is over: all of it, and then the end.
    let curl = ["curl", "--silent", "--no-buffer", "--max-time", "20", "-H", "accept: text/event-stream"]
    let whole = try Program.run(curl + ["\(host.url)/v1/runs/events?run=\(number)"])
    #expect(whole.status == 0)
    let types = whole.output.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { $0.dropFirst(7) }
    #expect(types.last == "run:completed" && types.contains("step:completed"))
    // From a number on, as a browser asks that was cut off.
    let ids = whole.output.split(separator: "\n").filter { $0.hasPrefix("id: ") }.map { $0.dropFirst(4) }
    let rest = try Program.run(
      curl + ["-H", "last-event-id: \(ids[ids.count - 2])", "\(host.url)/v1/runs/events?run=\(number)"])
    #expect(rest.output.split(separator: "\n").filter { $0.hasPrefix("id: ") } == ["id: \(ids[ids.count - 1])"])
    let nothing = try Program.run(
      curl + ["-H", "last-event-id: \(ids[ids.count - 1])", "\(host.url)/v1/runs/events?run=\(number)"])
    #expect(nothing.status == 0 && nothing.output == "")
    #expect(try host.get("/v1/runs/events?run=nothing").status == 400)
    #expect(host.stop().status == 0)
  }

  @Test("A long payload is told by its handle, and given to whoever asks for it", .timeLimit(.minutes(2)))
  func artifacts() throws {
    let host = try RunningHost()
    let long = #"{"text": "\#(String(repeating: "x", count: 200_000))"}"#
    let plan = #"{"id": "long", "steps": [{"id": "a", "capability": "text.echo"}]}"#
    let waited = try post(host, "/v1/runs", #"{"document": \#(plan), "input": \#(long), "wait": true}"#)
    // Whoever waits for it gets it.
    #expect(waited.body.utf8.count > 200_000)
    let number = try run(waited).run
    let shown = try host.get("/v1/runs/" + number).body
    #expect(shown.utf8.count < 5_000, "\(shown.utf8.count)")
    let handles = shown.matches(of: /"artifact":"([^"]+)","bytes":([0-9]+)/)
    #expect(handles.count >= 3)
    for handle in handles {
      let bytes = try host.get(String(handle.1)).body
      #expect(bytes.utf8.count == Int(handle.2) && bytes.contains("xxxxxxxx"))
    }
    #expect(try host.get("/v1/runs/\(number)?whole=true").body.utf8.count > 600_000)
    #expect(try host.get("/v1/runs").body.utf8.count < 2_000)
    #expect(try host.get("/v1/runs/\(number)/artifacts/nothing").status == 404)
    #expect(host.stop().status == 0)
  }

  @Test("M-161 What cannot be understood is refused with a remedy, and writes nothing down", .timeLimit(.minutes(2)))
  func refusals() throws {
    let host = try RunningHost()
    for (path, body, status) in [
      ("/v1/runs", "{", 400), ("/v1/runs", "[]", 400), ("/v1/runs", "{}", 400),
      ("/v1/runs", #"{"workflow": "a", "document": {}}"#, 400), ("/v1/runs", #"{"workflow": "no.such"}"#, 404),
      ("/v1/runs", #"{"document": {"id": "x", "steps": [{"id": "a"}]}}"#, 400),
      ("/v1/runs", #"{"workflow": "plan", "wait": 1}"#, 400), ("/v1/runs", #"{"workflow": "plan", "wat": true}"#, 400),
      ("/v1/jobs", #"{"workflow": "plan", "delay": 5}"#, 400), ("/v1/runs/run_x/cancel", "", 400),
      ("/v1/runs/run_1m8hsr8p30000/cancel", "", 404), ("/v1/runs/run_1m8hsr8p30000/resume", "", 404),
      ("/v1/runs/run_1m8hsr8p30000/replay", "", 404),
    ] {
      let answer = try post(host, path, body)
      #expect(answer.status == status, "\(path) \(body): \(answer.body)")
      #expect(answer.body.contains(#""remedy":""#), "\(path) \(body): \(answer.body)")
    }
    #expect(try host.get("/v1/runs/run_1m8hsr8p30000").status == 404)
    #expect(try host.get("/v1/runs?state=happy").status == 400)
    #expect(try list(host, "/v1/runs").isEmpty)
    #expect(host.stop().status == 0)
  }

  @Test("The command shows jobs, draws plans, and fails where a plan has failed", .timeLimit(.minutes(2)))
  func commands() throws {
    let host = try RunningHost()
    let folder = try House.folder("plans")
    try Self.echo.write(toFile: folder + "/echo.json", atomically: true, encoding: .utf8)
    try Self.bad.write(toFile: folder + "/bad.json", atomically: true, encoding: .utf8)
    #expect(try host.command("jobs").output.contains("no jobs"))
    let added = try host.command("jobs", "add", folder + "/echo.json", "--queue", "night", "--priority", "3")
    #expect(added.status == 0 && added.output.hasPrefix("run_"))
    let number = added.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try eventually { try host.command("jobs", "--queue", "night").output.contains("completed") })
    let listed = try host.command("runs", "list", "--json")
    #expect(listed.output.contains(number))
    let failed = try host.command("run", folder + "/bad.json")
    #expect(failed.status == 3)
    #expect(failed.output.contains("unknown_capability") && failed.errors.contains("bad has failed: a:"))
    #expect(try host.command("runs", "--in", "failed").output.contains("nobody offers no.such"))
    #expect(try host.command("runs", "export", number).output.contains(#""workflow": "plan""#))
    let drawn = try Program.run([House.command, "plan", "draw", folder + "/echo.json", "--format", "dot"])
    #expect(drawn.status == 0 && drawn.output.hasPrefix("digraph"))
    let checked = try Program.run([House.command, "plan", "check", folder + "/bad.json"])
    #expect(checked.status == 0)
    #expect(host.stop().status == 0)
  }
}

/// A request that is answered late, on a thread of its own.
private final class Waiter: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var body = ""

  init(_ host: RunningHost, _ text: String) {
    let port = host.port
    Thread.detachNewThread { [self] in
      let answer = try? Connection(port: port).send("POST", "/v1/runs", text)
      body = answer?.body ?? "nothing"
      done.signal()
    }
  }

  func answer() throws -> String {
    try #require(done.wait(timeout: .now() + 60) == .success)
    return body
  }
}
