import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct GraphTests {
  private func perform(
    _ graph: String, _ agents: ScriptedAgents = ScriptedAgents(), input: String = "null"
  ) async throws -> (outcome: RunOutcome, result: JSONNode) {
    let fixture = try await PatternsFixture(agents)
    let ended = try await fixture.perform(GraphDocument.self, graph, input: input)
    await fixture.runs.stop()
    #expect(ended.result["success"]?.bool == (ended.outcome.state == .completed))
    #expect(ended.result["pattern"]?.string == "graph")
    return ended
  }

  private func path(_ result: JSONNode) -> [String] {
    result["path"]?.elements.map {
      "\($0["node"]?.string ?? "")\($0["visit"]?.int == 1 ? "" : "@\($0["visit"]?.int ?? 0)")"
    } ?? []
  }

  private func text(_ node: JSONNode?) -> String { node.map { Array($0.raw).text } ?? "" }

  @Test("M-029 S1-80 nodes follow one another, and what they answer goes into the state that the next one is sent")
  func state() async throws {
    let agents = ScriptedAgents { ask, _ in
      ask.capability == "ticket.purchase" ? #"{"order":"O-1","total":520}"# : "true"
    }
    let (_, result) = try await perform(
      #"""
      { "id": "purchase", "state": {
          "order": "string", "spent": { "type": "number", "reducer": "add", "initial": { "$": ".input.already" } } },
        "nodes": [
          { "id": "book", "capability": "ticket.purchase", "input": { "count": { "$": ".input.count" } },
            "update": { "order": { "$": ".output.order" }, "spent": { "$": ".output.total" } } },
          { "id": "note", "capability": "crm.update" },
          { "id": "mail", "agentId": "mailer", "input": { "order": { "$": ".state.order" }, "was": { "$": ".previous" } } }],
        "edges": [{ "from": "book", "to": "note" }, { "from": "note", "to": "mail" }] }
      """#, agents, input: #"{"count":2,"already":100}"#)
    #expect(agents.asked.map(\.capability) == ["ticket.purchase", "crm.update", "mail"])
    #expect(agents.asked.map(\.agent) == ["", "", "mailer"])
    #expect(
      agents.asked.map(\.input) == [
        #"{"count":2}"#, #"{"order":"O-1","spent":620}"#, #"{"order":"O-1","was":true}"#,
      ])
    #expect(text(result["state"]) == #"{"order":"O-1","spent":620}"# && text(result["output"]) == text(result["state"]))
    #expect(path(result) == ["book", "note", "mail"] && result["steps"]?.int == 3)
    #expect(result["end"]?.string == "completed" && result["error"] == nil)
  }

  @Test(
    "M-029 S1-84 of a node's edges the first that holds is taken, and the one without a condition for all else",
    arguments: [(100, "small"), (2000, "large"), (20000, "huge")])
  func conditions(_ amount: Int, _ expected: String) async throws {
    let (_, result) = try await perform(
      """
      { "nodes": [{ "id": "decide" }, { "id": "small", "action": "a" }, { "id": "large", "action": "a" }, { "id": "huge", "action": "a" }],
        "edges": [
          { "from": "decide", "to": "huge", "when": ".input.amount > 10000" },
          { "from": "decide", "to": "large", "when": ".output.amount > 1000" },
          { "from": "decide", "to": "small" }] }
      """, input: "{\"amount\":\(amount)}")
    #expect(path(result) == ["decide", expected])
  }

  /// A text that is written, judged, and written again until it is good.
  private static let circle = #"""
    { "id": "essay", "state": { "drafts": { "reducer": "append" }, "good": "boolean" },
      "nodes": [
        { "id": "write", "capability": "text.write", "input": { "round": { "$": ".visit" }, "blame": { "$": ".previous.blame" } },
          "update": { "drafts": { "$": ".output" } } },
        { "id": "judge", "capability": "text.judge", "update": { "good": { "$": ".output.good" } } }],
      "edges": [
        { "from": "write", "to": "judge" },
        { "from": "judge", "to": "end", "when": ".state.good" },
        { "from": "judge", "to": "write" }] }
    """#

  private static func writer(goodAfter rounds: Int) -> ScriptedAgents {
    ScriptedAgents { ask, before in
      ask.capability == "text.write"
        ? "\"draft \(before + 1)\"" : #"{"good":\#(before + 1 >= rounds),"blame":"too short \#(before + 1)"}"#
    }
  }

  @Test("M-029 S1-83 agents call each other in a circle until an edge leads out of it; each visit has a key of its own")
  func cycle() async throws {
    let agents = Self.writer(goodAfter: 3)
    let (outcome, result) = try await perform(Self.circle, agents)
    #expect(path(result) == ["write", "judge", "write@2", "judge@2", "write@3", "judge@3"])
    #expect(text(result["state"]?["drafts"]) == #"["draft 1","draft 2","draft 3"]"#)
    #expect(agents.asked.map { String($0.key.dropFirst("\(outcome.number)/".count)) } == path(result))
    #expect(agents.asked[2].input == #"{"round":2,"blame":"too short 1"}"#)
  }

  @Test("M-029 a circle that nothing ends is ended by its bound, with the state that it has come to")
  func limit() async throws {
    let (outcome, result) = try await perform(Self.circle, Self.writer(goodAfter: 1000))
    #expect(outcome.state == .failed && outcome.error?.code == .budgetExceeded)
    #expect(outcome.error?.message == "write was visited as often as it may be: 10")
    #expect(outcome.error?.remedy == "let an edge lead out of the circle sooner, or raise maxVisits")
    #expect(result["end"]?.string == "limit" && result["steps"]?.int == 20)
    #expect(result["state"]?["drafts"]?.count == 10)
  }

  @Test("M-029 a node's own bound comes before the graph's, and the bound of all steps before both")
  func otherLimits() async throws {
    let own = Self.circle.replacing("\"id\": \"judge\",", with: "\"id\": \"judge\", \"maxVisits\": 2,")
    #expect(try await perform(own, Self.writer(goodAfter: 1000)).result["steps"]?.int == 5)
    let steps = Self.circle.replacing("\"id\": \"essay\",", with: "\"id\": \"essay\", \"maxSteps\": 7,")
    let (outcome, result) = try await perform(steps, Self.writer(goodAfter: 1000))
    #expect(result["steps"]?.int == 7 && outcome.error?.message == "essay has made all of its steps: 7")
  }

  // MARK: Lines beside one another

  private static let fan = #"""
    { "id": "fan", "state": { "seen": { "reducer": "append" } },
      "nodes": [
        { "id": "begin" },
        { "id": "long.a", "action": "a", "update": { "seen": "a" } },
        { "id": "long.b", "action": "b", "update": { "seen": "b" } },
        { "id": "short", "action": "c", "update": { "seen": "c" } },
        { "id": "meet", "action": "d", "input": { "$": ".previous" }, "update": { "seen": "d" } }],
      "edges": [
        { "from": "begin", "to": ["short", "long.a"] }, { "from": "long.a", "to": "long.b" },
        { "from": "long.b", "to": "meet" }, { "from": "short", "to": "meet" }] }
    """#

  @Test("M-029 ways part and meet: a node waits for all that can still come to it, and is visited once")
  func join() async throws {
    for slow in ["a", "b", "c"] {
      let agents = ScriptedAgents { ask, _ in
        if ask.capability == slow { try await Task.sleep(for: .milliseconds(20)) }
        return "\"\(ask.capability)!\""
      }
      let (_, result) = try await perform(Self.fan, agents)
      #expect(path(result) == ["begin", "long.a", "long.b", "short", "meet"])
      #expect(text(result["state"]?["seen"]) == #"["a","b","c","d"]"#)
      #expect(agents.asked.last?.input == #"{"long.b":"b!","short":"c!"}"#)
    }
  }

  @Test("M-029 lines run beside one another, and none waits for another before they meet")
  func beside() async throws {
    let agents = ScriptedAgents { ask, _ in
      // The short line ends only when the long one has come to its last node.
      if ask.capability == "c" { try await Task.sleep(for: .milliseconds(60)) }
      return "1"
    }
    _ = try await perform(Self.fan, agents)
    let spans = agents.spans
    let (b, c) = (
      try #require(spans.first { $0.capability == "b" }), try #require(spans.first { $0.capability == "c" })
    )
    #expect(b.began < c.ended)
    #expect(spans.last?.capability == "d")
  }

  @Test("M-029 in a circle, too, lines meet once in each round")
  func circleOfLines() async throws {
    let (_, result) = try await perform(
      #"""
      { "state": { "n": { "reducer": "add" } }, "nodes": [
          { "id": "begin", "update": { "n": 1 } }, { "id": "a", "action": "a", "update": { "n": 10 } },
          { "id": "b", "action": "b", "update": { "n": 100 } }, { "id": "meet", "update": { "n": 1000 } }],
        "edges": [
          { "from": "begin", "to": ["a", "b"] }, { "from": "a", "to": "meet" }, { "from": "b", "to": "meet" },
          { "from": "meet", "to": "begin", "when": ".visit < 3" }, { "from": "meet", "to": "end" }] }
      """#)
    #expect(path(result).filter { $0.hasPrefix("meet") } == ["meet", "meet@2", "meet@3"])
    #expect(result["state"]?["n"]?.int == 3333)
  }

  @Test("M-029 lines that do not meet end each for itself; what one did last to a member counts by their order")
  func apart() async throws {
    let (_, result) = try await perform(
      #"""
      { "state": { "who": "string" }, "nodes": [{ "id": "begin" },
          { "id": "one", "action": "a", "update": { "who": "one" } }, { "id": "two", "action": "b", "update": { "who": "two" } }],
        "edges": [{ "from": "begin", "to": ["two", "one"] }] }
      """#)
    #expect(path(result) == ["begin", "one", "two"] && result["state"]?["who"]?.string == "two")
  }
}
