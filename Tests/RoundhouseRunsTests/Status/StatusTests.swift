import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// What is told of runs, as JSON.
@Suite struct StatusTests {
  private static let number = RunNumber(rawValue: 7)

  private func record() -> RunRecord {
    var record = RunRecord(
      number: Self.number, workflow: "trip", version: 2, state: .completed, input: [UInt8](#"{"to":"Rome"}"#),
      created: 1_700_000_000_000)
    record.output = [UInt8]("plain text")
    record.ended = 1_700_000_001_500
    record.clientKey = "k"
    record.parent = RunNumber(rawValue: 1)
    return record
  }

  private func text(_ write: (inout JSONWriter) -> Void) throws -> JSONNode {
    var json = JSONWriter()
    write(&json)
    return try JSONDocument(parsing: json.bytes).root
  }

  @Test("M-113 a run is told with its times, its key and its parent; a list leaves out what it was given")
  func run() throws {
    let listed = try text { record().write(to: &$0) }
    #expect(listed["run"]?.string == Self.number.description && listed["state"]?.string == "completed")
    #expect(listed["created"]?.string == "2023-11-14T22:13:20.000Z" && listed["durationMs"]?.int == 1500)
    #expect(listed["key"]?.string == "k" && listed["parent"] != nil && listed["input"] == nil)
    let whole = try text { json in
      json.beginObject()
      record().members(&json)
      json.endObject()
    }
    #expect(whole["input"]?["to"]?.string == "Rome" && whole["output"]?.string == "plain text")
  }

  @Test("a run that waits says until when, a job how urgent it is and how often it was taken, a failed one why")
  func waiting() throws {
    var record = record()
    (record.state, record.ended, record.wakeAt) = (.waiting, 0, 1_700_000_060_000)
    (record.job.queue, record.job.priority, record.job.attempts) = ("mail", 5, 2)
    record.error = [UInt8](#"{"code":"agent_error"}"#)
    let told = try text { record.write(to: &$0) }
    #expect(told["wakeAt"]?.string == "2023-11-14T22:14:20.000Z" && told["ended"] == nil)
    #expect(told["queue"]?.string == "mail" && told["priority"]?.int == 5 && told["attempts"]?.int == 2)
    #expect(told["error"]?["code"]?.string == "agent_error")
  }

  @Test("a long payload is told by a handle, which leads to it; whoever wants all gets all")
  func artifacts() throws {
    var record = record()
    record.input = [UInt8](repeating: 65, count: Artifact.limit + 1)
    let told = try text { json in
      json.beginObject()
      record.members(&json)
      json.endObject()
    }
    #expect(told["input"]?["artifact"]?.string == "/v1/runs/\(Self.number)/artifacts/input")
    #expect(told["input"]?["bytes"]?.int == Int64(Artifact.limit + 1))
    let whole = try text { json in
      json.beginObject()
      record.members(&json, isWhole: true)
      json.endObject()
    }
    #expect(whole["input"]?.string?.count == Artifact.limit + 1)
    let entry = entry(.call, .finished)
    #expect(Artifact.bytes("input", of: record, []) == record.input)
    #expect(Artifact.bytes("output", of: record, []) == record.output)
    #expect(Artifact.bytes("9", of: record, [entry]) == entry.body)
    #expect(Artifact.bytes("10", of: record, [entry]) == nil && Artifact.bytes("x", of: record, [entry]) == nil)
  }

  private func entry(_ kind: JournalEntry.Kind, _ status: JournalEntry.Status) -> JournalEntry {
    var entry = JournalEntry(
      run: Self.number, sequence: 3, key: "branch/step", kind: kind, status: status, at: 1_700_000_000_000)
    (entry.id, entry.attempt, entry.took, entry.agent) = (9, 2, 1_500, "acme.books")
    (entry.usage.inputTokens, entry.usage.outputTokens, entry.usage.costMicros) = (5, 6, 7)
    entry.body = [UInt8](#"{"message":"no"}"#)
    return entry
  }

  @Test("M-113 a step is told with who answered, how long it took, what it cost, and what it came to")
  func step() throws {
    let finished = try text { entry(.call, .finished).write(to: &$0) }
    #expect(finished["step"]?.string == "branch/step" && finished["kind"]?.string == "call")
    #expect(finished["tookUs"]?.double == 1.5 && finished["attempt"]?.int == 2)
    #expect(finished["inputTokens"]?.int == 5 && finished["outputTokens"]?.int == 6)
    #expect(finished["costMicros"]?.int == 7)
    #expect(finished["data"]?["message"]?.string == "no" && finished["error"] == nil)
    let failed = try text { entry(.call, .failed).write(to: &$0, isWhole: true) }
    #expect(failed["error"]?["message"]?.string == "no" && failed["data"] == nil)
  }

  @Test("what a run came to is told with its output, or why it has none")
  func outcome() async throws {
    let fixture = try await RunsFixture(
      MemoryRunStore(), ScriptedAgents(), Workflow("ends") { _, _ in [UInt8]("[1]") },
      Workflow("hangs") { run, _ in
        try await run.sleep("long", for: .seconds(60))
        return []
      })
    let completed = try await fixture.runs.perform("ends")
    #expect(try text { completed.write(to: &$0) }["output"]?[0]?.int == 1)
    var options = RunOptions()
    options.timeout = .milliseconds(5)
    let late = try await fixture.runs.perform("hangs", [], options)
    let told = try text { late.write(to: &$0) }
    #expect(told["state"]?.string == "timed-out" && told["error"]?["code"]?.string == "deadline_exceeded")
    #expect(told["output"] == nil)
    await fixture.runs.stop()
  }

  @Test("M-120 an event is a CloudEvent")
  func event() throws {
    let event = RunEvent(
      id: 9, type: "step:completed", run: Self.number, step: "a/b", at: 1_700_000_000_000, agent: "acme.books",
      data: [UInt8](#"{"n":1}"#))
    let told = try text { event.write(to: &$0) }
    #expect(told["specversion"]?.string == "1.0" && told["id"]?.string == "9")
    #expect(told["source"]?.string == "roundhouse/runs/\(Self.number)" && told["subject"]?.string == "a/b")
    #expect(told["time"]?.string == "2023-11-14T22:13:20.000Z" && told["data"]?["n"]?.int == 1)
    let live = try text { RunEvent(type: "run:started", run: Self.number, at: 0).write(to: &$0) }
    #expect(live["id"]?.string == "live" && live["subject"] == nil && live["data"] == nil)
  }

  @Test("runs that exist are listed, shown with all that is recorded of them, and asked for by their numbers")
  func questions() async throws {
    let fixture = try await RunsFixture(
      MemoryRunStore(), ScriptedAgents(),
      Workflow("one") { run, _ in try await run.call("echo.it", [UInt8]("1")).bytes })
    let number = try await fixture.runs.perform("one").number
    #expect(try await fixture.runs.list(RunQuery()).map(\.number) == [number])
    #expect(try await fixture.runs.record(of: number).state == .completed)
    let (record, journal) = try await fixture.runs.details(of: number)
    #expect(record.workflow == "one" && journal.map(\.key) == ["echo.it", "event:run:completed"])
    let nothing = await #expect(throws: RoundhouseError.self) {
      _ = try await fixture.runs.record(of: RunNumber(rawValue: 5))
    }
    #expect(nothing?.code == .unknownRun)
    let error = await #expect(throws: RoundhouseError.self) {
      _ = try await fixture.runs.details(of: RunNumber(rawValue: 5))
    }
    #expect(error?.code == .unknownRun)
    await fixture.runs.stop()
  }

  @Test("M-080 an open review is told with what is asked, of which run, and until when")
  func review() async throws {
    let fixture = try await RunsFixture(
      MemoryRunStore(), ScriptedAgents(),
      Workflow("asks") { run, _ in
        try await run.review("ok", ReviewRequest("why not?", content: [UInt8]("[1]"), reviewers: ["ana"])).json
      })
    let number = try await fixture.runs.submit("asks")
    try await eventually { try await fixture.runs.reviews().count == 1 }
    let review = try #require(try await fixture.runs.reviews().first)
    let told = try text { review.write(to: &$0) }
    #expect(told["run"]?.string == number.description && told["review"]?.string == "ok")
    #expect(told["reason"]?.string == "why not?" && told["content"]?[0]?.int == 1 && told["due"] != nil)
    try await fixture.runs.decide(number, ReviewDecision(.approved))
    _ = try await fixture.runs.outcome(of: number)
    await fixture.runs.stop()
  }
}
