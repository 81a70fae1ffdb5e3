import Testing

internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// What nodes may be beside calls: graphs, other documents, persons, times, Swift code.
@Suite struct GraphWithinTests {
  private func perform(
    _ graph: String, _ agents: ScriptedAgents = ScriptedAgents(), input: String = "null"
  ) async throws -> (outcome: RunOutcome, result: JSONNode) {
    let fixture = try await PatternsFixture(agents)
    let ended = try await fixture.perform(GraphDocument.self, graph, input: input)
    await fixture.runs.stop()
    return ended
  }

  private func text(_ node: JSONNode?) -> String { node.map { Array($0.raw).text } ?? "" }

  @Test("M-029 a graph within a graph has a state of its own, is given the node's input, and answers with its output")
  func subgraph() async throws {
    let graph = #"""
      { "state": { "n": { "reducer": "add", "initial": 5 } }, "nodes": [
          { "id": "inner", "input": { "from": { "$": ".state.n" } }, "update": { "n": { "$": ".output" } }, "graph": {
              "id": "count", "state": { "n": { "reducer": "add", "initial": { "$": ".input.from" } } },
              "nodes": [{ "id": "one", "action": "a", "update": { "n": 1 } }],
              "edges": [{ "from": "one", "to": "end", "when": ".state.n >= 8" }, { "from": "one", "to": "one" }],
              "output": { "$": ".state.n" } } }],
        "edges": [{ "from": "inner", "to": "end", "when": ".visit == 2" }, { "from": "inner", "to": "inner" }] }
      """#
    let agents = ScriptedAgents()
    let (outcome, result) = try await perform(graph, agents)
    // 5, three steps to 8, 13 altogether; the second visit adds 14.
    #expect(result["state"]?["n"]?.int == 27)
    #expect(
      agents.asked.map { $0.key.dropFirst("\(outcome.number)/".count) } == [
        "inner/one", "inner/one@2", "inner/one@3", "inner@2/one",
      ])
  }

  @Test("M-029 a graph within that fails is a failure of its node")
  func failingSubgraph() async throws {
    let (outcome, result) = try await perform(
      #"""
      { "id": "outer", "timeout": 60000, "nodes": [{ "id": "inner", "graph": { "id": "g", "nodes": [{ "id": "x", "capability": "bad.ask" }], "edges": [] } }],
        "edges": [] }
      """#, ScriptedAgents.failing("bad.ask"))
    #expect(outcome.error?.message == "outer has failed: inner: sold out" && result["end"]?.string == "failed")
  }

  @Test("M-029 a document of any other kind is carried out as a run of its own: a plan, a coordination")
  func documents() async throws {
    let agents = ScriptedAgents { ask, _ in "\"\(ask.capability) \(ask.input)\"" }
    let fixture = try await PatternsFixture(agents)
    let (outcome, result) = try await fixture.perform(
      GraphDocument.self,
      #"""
      { "state": { "plan": "any", "tasks": "any" }, "nodes": [
          { "id": "plan", "input": 7, "plan": { "steps": [{ "id": "s", "action": "plan.step" }], "output": { "$": ".steps.s.output" } },
            "update": { "plan": { "$": ".output.output" } } },
          { "id": "tasks", "input": 8, "coordination": { "tasks": [{ "agent_id": "t" }] },
            "update": { "tasks": { "$": ".output.output.t" } } }],
        "edges": [{ "from": "plan", "to": "tasks" }] }
      """#)
    #expect(text(result["state"]) == #"{"plan":"plan.step 7","tasks":"chat 8"}"#)
    let children = fixture.store.runs(RunQuery()).filter { $0.parent == outcome.number }.map(\.workflow)
    await fixture.runs.stop()
    #expect(children.sorted() == ["coordinator", "plan"])
  }

  // MARK: Persons

  private static let approval = #"""
    { "id": "expense", "nodes": [
        { "id": "ask", "input": { "amount": { "$": ".input.amount" } },
          "review": { "reason": "More than 1000", "reviewers": ["mira"], "timeout": 3600000, "onExpiry": "reject",
            "escalation": { "reviewers": ["cfo"], "timeout": 60000 } } },
        { "id": "pay", "action": "pay", "input": { "$": ".previous.changes.amount // .input.amount" } }, { "id": "refuse", "action": "refuse" }],
      "edges": [
        { "from": "ask", "to": "refuse", "when": ".output.verdict == \"rejected\"" }, { "from": "ask", "to": "pay" }] }
    """#

  @Test(
    "M-029 S1-81 a person is asked, the host ends and begins again, and the decision leads the way",
    arguments: [
      ("approved", "pay", "5000"), ("rejected", "refuse", #"{"verdict":"rejected","comments":"so","reviewer":"mira"}"#),
      ("changes", "pay", "800"),
    ])
  func review(_ verdict: String, _ next: String, _ sent: String) async throws {
    let store = MemoryRunStore()
    let first = try await PatternsFixture(ScriptedAgents(), store)
    let request = GraphDocument.request(Array(Self.approval.utf8), input: Array(#"{"amount":5000}"#.utf8))
    let number = try await first.runs.submit("graph", request)
    try await eventually { try await !first.runs.reviews().isEmpty }
    let open = try #require(try await first.runs.reviews().first)
    let asked = try JSONDocument(parsing: open.request).root
    #expect(
      open.key == "ask" && asked["reason"]?.string == "More than 1000" && text(asked["content"]) == #"{"amount":5000}"#)
    await first.runs.stop()
    let second = try await PatternsFixture(ScriptedAgents(), store)
    try await eventually { try await !second.runs.reviews().isEmpty }
    try await second.runs.decide(
      number,
      ReviewDecision(
        try #require(ReviewVerdict(rawValue: verdict)), comments: "so",
        changes: verdict == "changes" ? Array(#"{"amount":800}"#.utf8) : [], reviewer: "mira"))
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(outcome.state == .completed && second.agents.capabilities == [next])
    #expect(second.agents.asked.first?.input == sent)
  }

  @Test("M-029 a time of days is waited for in the store: a life that begins later goes on at once")
  func days() async throws {
    let graph = #"""
      { "nodes": [{ "id": "a", "action": "a" }, { "id": "wait", "sleep": 259200000 }, { "id": "b", "action": "b" }],
        "edges": [{ "from": "a", "to": "wait" }, { "from": "wait", "to": "b" }] }
      """#
    let store = MemoryRunStore()
    let first = try await PatternsFixture(ScriptedAgents(), store)
    let number = try await first.runs.submit("graph", GraphDocument.request(Array(graph.utf8)))
    try await eventually { first.store.journal(of: number).contains { $0.kind == .sleep } }
    await first.runs.stop()
    let second = try await PatternsFixture(ScriptedAgents(), store, clock: ShiftedClock(days: 4))
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(outcome.state == .completed)
    #expect(first.agents.capabilities == ["a"] && second.agents.capabilities == ["b"])
  }

  // MARK: Swift

  /// Lets a workflow of Swift code carry a graph out.
  private func perform(_ graph: Graph, _ agents: ScriptedAgents, input: String = "") async throws -> GraphResult {
    let orchestrator = EnterpriseOrchestrator()
    let run = Run.unrecorded(agents)
    let result = try await orchestrator.execute(graph, Array(input.utf8), on: run)
    #expect(orchestrator.statistics.totalExecutions == 1)
    return result
  }

  @Test("M-029 S1-31 a graph made in Swift, with code as a node and in a condition; messages go in as in seed 001")
  func swift() async throws {
    let graph = Graph(
      "purchase", state: [StateMember("orders", reducer: .union), StateMember("rounds", reducer: .add)],
      nodes: [
        GraphNode(
          "book",
          .code { run, view in
            let messages = try JSONDocument(parsing: view.input).root["messages"]?[0]?["content"]?.string ?? ""
            let answer = try await run.call("ticket.purchase", Array("\"\(messages) \(view.visit)\"".utf8))
            return answer.bytes
          }, update: [("orders", .expression(try Expression(".output"))), ("rounds", .fixed(Array("1".utf8)))]),
        GraphNode("mail", .call(CallTarget(capability: "mail.send"))),
      ],
      edges: [
        GraphEdge("book", to: "mail", when: GraphCondition("two rounds") { $0.state["rounds"] == .number(2) }),
        GraphEdge("book", to: "book"),
      ])
    let agents = ScriptedAgents()
    let result = try await perform(graph, agents, input: #"{"messages":[{"role":"user","content":"Book tickets"}]}"#)
    #expect(result.success && result.state.text == #"{"orders":["ticket.purchase"],"rounds":2}"#)
    #expect(agents.asked.map(\.input).prefix(2) == [#""Book tickets 1""#, #""Book tickets 2""#])
    #expect(result.path.map(\.node) == ["book", "book", "mail"])
  }

  @Test("M-029 code that throws is a failure of its node, with the error that it threw")
  func throwingCode() async throws {
    let node = GraphNode("boom", .code { _, _ in throw RoundhouseError(.conflict, "taken") })
    let result = try await perform(Graph("g", nodes: [node], edges: []), ScriptedAgents())
    #expect(
      result.end == .failed && result.error?.code == .conflict && result.error?.message == "g has failed: boom: taken")
    let condition = GraphCondition("odd") { _ in throw CancellationError() }
    let odd = try await perform(
      Graph(
        "g", nodes: [GraphNode("a", .nothing)],
        edges: [GraphEdge("a", to: "end", when: condition), GraphEdge("a", to: "a")]),
      ScriptedAgents())
    #expect(odd.error?.message == "g has failed: a: the condition odd threw CancellationError()")
  }

  @Test(
    "M-029 a graph made in Swift that is not sound is refused, with a remedy",
    arguments: [
      (Graph("g", nodes: [], edges: []), "g begins with , which is no node"),
      (Graph("g", nodes: [.init("a", .nothing), .init("a", .nothing)], edges: []), "two nodes of g are called a"),
      (
        Graph("g", nodes: [.init("a", .nothing)], edges: [.init("b", to: "a")]),
        "an edge of g comes from b, which is no node"
      ),
      (Graph("g", nodes: [.init("a", .nothing)], edges: [.init("a", to: "b")]), "a of g leads to b, which is no node"),
      (
        Graph("g", nodes: [.init("a", .nothing)], edges: [.init("a", to: "end"), .init("a", to: "a")]),
        "an edge of a is never taken"
      ),
      (
        Graph(
          "g", nodes: [.init("a", .nothing)], edges: [.init("a", to: "end", when: GraphCondition("x") { _ in true })]),
        "all edges of a have conditions"
      ),
    ])
  func unsound(_ graph: Graph, _ message: String) async throws {
    let error = try await #require(throws: RunError.self) { try await perform(graph, ScriptedAgents()) }
    #expect(error.error.code == .badRequest && error.error.message == message && !error.error.remedy.isEmpty)
  }

  @Test("M-029 a member that is not declared is told when code gives it a value")
  func unknownMember() async throws {
    let node = GraphNode("a", .nothing, update: [("n", .fixed(Array("1".utf8)))])
    let result = try await perform(Graph("g", nodes: [node], edges: []), ScriptedAgents())
    #expect(result.error?.message == "g has failed: a: the state has no member n")
  }
}
