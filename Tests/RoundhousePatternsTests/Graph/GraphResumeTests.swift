import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// A graph goes on after its process has ended, wherever that was.
@Suite struct GraphResumeTests {
  @Test("M-029 M-074 a graph with lines, a circle, a failure and a graph within goes on after each of its records")
  func everywhere() async throws {
    let graph = #"""
      { "id": "all", "timeout": 60000, "state": { "seen": { "reducer": "append" }, "n": { "reducer": "add" } },
        "nodes": [
          { "id": "begin", "action": "begin", "update": { "seen": "begin" } },
          { "id": "bad", "capability": "bad.ask", "onError": "mend" },
          { "id": "mend", "action": "mend", "input": { "$": ".error" }, "update": { "seen": { "$": ".output" } } },
          { "id": "inner", "graph": { "nodes": [{ "id": "x", "action": "x" }, { "id": "y", "sleep": 2 }], "edges": [{ "from": "x", "to": "y" }] },
            "update": { "seen": { "$": ".output" } } },
          { "id": "meet", "action": "meet", "update": { "n": 1 } }],
        "edges": [
          { "from": "begin", "to": ["bad", "inner"] }, { "from": "bad", "to": "meet" }, { "from": "mend", "to": "meet" },
          { "from": "inner", "to": "meet" },
          { "from": "meet", "to": "begin", "when": ".state.n < 2" }, { "from": "meet", "to": "end" }] }
      """#
    try await expectTheSameInEveryLife(
      "graph", GraphDocument.request(Array(graph.utf8), input: Array("7".utf8)),
      { (ask, _) throws(RoundhouseError) in
        if ask.capability == "bad.ask" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        return "\"\(ask.capability)\""
      }, records: 30)
  }

  @Test("M-029 M-074 a plan within a graph, a run of its own, goes on with it")
  func planWithin() async throws {
    let graph = #"""
      { "state": { "answer": "any" }, "nodes": [{ "id": "plan", "plan": { "steps": [{ "id": "s", "action": "s" }, { "id": "t", "action": "t" }] },
          "update": { "answer": { "$": ".output.results.t.data" } } }] }
      """#
    let store = MemoryRunStore()
    let first = try await PatternsFixture(
      ScriptedAgents { ask, _ in ask.capability == "t" ? try await hang() : "1" }, store)
    let number = try await first.runs.submit("graph", GraphDocument.request(Array(graph.utf8)))
    try await eventually { first.agents.capabilities == ["s", "t"] }
    await first.runs.stop()
    let second = try await PatternsFixture(ScriptedAgents(), store)
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(second.agents.capabilities == ["t"])
    #expect(try JSONDocument(parsing: outcome.output).root["state"]?["answer"]?.string == "t")
  }

  @Test("M-029 M-074 a graph whose bound ends it goes on after each of its records, to the same end")
  func limit() async throws {
    let graph = #"""
      { "maxVisits": 3, "state": { "n": { "reducer": "add" } }, "nodes": [{ "id": "a", "action": "a", "update": { "n": 1 } }],
        "edges": [{ "from": "a", "to": "end", "when": ".state.n > 5" }, { "from": "a", "to": "a" }] }
      """#
    try await expectTheSameInEveryLife("graph", GraphDocument.request(Array(graph.utf8)), { _, _ in "1" })
  }
}
