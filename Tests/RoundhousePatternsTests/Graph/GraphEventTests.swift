import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// What a graph tells while it is on its way, and afterwards.
@Suite struct GraphEventTests {
  private static let graph = #"""
    { "id": "essay", "state": { "drafts": { "reducer": "append" }, "long": "string" },
      "nodes": [
        { "id": "write", "agentId": "writer", "action": "write",
          "update": { "drafts": { "$": ".output" }, "long": { "$": ".input" } } },
        { "id": "judge", "capability": "bad.ask", "onError": "end" }],
      "edges": [{ "from": "write", "to": "write", "when": ".visit < 2" }, { "from": "write", "to": "judge" }] }
    """#

  @Test("M-029 S1-82 the history of the state is told visit by visit, long values by their length")
  func events() async throws {
    let fixture = try await PatternsFixture(ScriptedAgents.failing("bad.ask"))
    _ = try await fixture.perform(GraphDocument.self, Self.graph, input: "\"\(String(repeating: "ab", count: 3000))\"")
    await fixture.runs.stop()
    let events = try fixture.events()
    #expect(
      events.map(\.type) == [
        "graph:node", "graph:state", "graph:node", "graph:state", "graph:node", "graph:error", "graph:completed",
      ])
    #expect(Array(events[2].data.raw).text == #"{"graph":"essay","node":"write","visit":2}"#)
    #expect(
      Array(events[3].data.raw).text
        == #"{"graph":"essay","node":"write","visit":2,"agentId":"writer","changes":{"drafts":"write","long":"6002 bytes"},"next":["judge"]}"#
    )
    #expect(events[5].data["error"]?["agentCode"]?.string == "no" && events[5].data["next"]?.count == 0)
    #expect(Array(events[6].data.raw).text == #"{"graph":"essay","steps":3}"#)
  }

  @Test("M-029 M-130 it is counted how graphs have ended, and what each of their nodes has taken and failed of")
  func statistics() async throws {
    let fixture = try await PatternsFixture(ScriptedAgents.failing("bad.ask"))
    _ = try await fixture.perform(GraphDocument.self, Self.graph)
    _ = try await fixture.perform(GraphDocument.self, Self.graph.replacing(", \"onError\": \"end\"", with: ""))
    await fixture.runs.stop()
    let statistics = fixture.patterns.orchestrator.statistics
    #expect(statistics.totalExecutions == 2 && statistics.ends == [.completed: 1, .failed: 1])
    let judge = try #require(statistics.nodes["essay/judge"])
    #expect(judge.visits == 2 && judge.errors == 2 && judge.errorRate == 1)
    #expect(statistics.nodes["essay/write"]?.visits == 4 && statistics.nodes["essay/write"]?.errorRate == 0)
    let json = try JSONDocument(parsing: statistics.json).root
    #expect(json["ends"]?["limit"]?.int == 0 && json["nodes"]?["essay/judge"]?["error_rate"]?.double == 1)
    #expect(try #require(json["avg_time_ms"]?.double) >= 0 && judge.averageTime >= 0 && statistics.averageTime >= 0)
  }

  @Test("M-029 a graph reads like the way that it has gone")
  func report() async throws {
    let fixture = try await PatternsFixture(ScriptedAgents.failing("bad.ask"))
    let (_, result) = try await fixture.perform(
      GraphDocument.self, Self.graph.replacing(", \"onError\": \"end\"", with: ""))
    let (_, plain) = try await fixture.perform(
      GraphDocument.self,
      #"{ "nodes": [{ "id": "a", "capability": "bad.ask", "onError": "b" }, { "id": "b", "agentId": "bob" }], "edges": [] }"#
    )
    await fixture.runs.stop()
    let report = try #require(PatternKinds.report(result))
    guard case .heading(let heading) = report.lines[0] else { return #expect(Bool(false)) }
    #expect(heading.hasPrefix("essay: failed, 3 steps, "))
    #expect(
      Array(report.lines[1...4]) == [
        .item(.good, "write by writer → write"), .item(.good, "write (2) by writer → judge"),
        .item(.bad, "judge: sold out"),
        .gap,
      ])
    #expect(report.lines[5] == .fact(name: "drafts", value: #"["write","write"]"#))
    #expect(report.lines.last == .item(.bad, "essay has failed: judge: sold out"))
    let lines = try #require(PatternKinds.report(plain)).lines
    #expect(
      Array(lines.dropFirst()) == [
        .item(.notice, "a: sold out → b"), .item(.good, "b by bob"), .gap, .text("b"),
      ])
  }
}
