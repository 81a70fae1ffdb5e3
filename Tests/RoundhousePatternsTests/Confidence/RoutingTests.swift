import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct RoutingTests {
  private func perform(
    _ document: String, _ agents: ScriptedAgents = ScriptedAgents(), input: String = "null"
  ) async throws -> (outcome: RunOutcome, result: JSONNode, events: [String]) {
    let fixture = try await PatternsFixture(agents)
    let (outcome, result) = try await fixture.perform(RoutingDocument.self, document, input: input)
    await fixture.runs.stop()
    #expect(result["pattern"]?.string == "route")
    #expect(result["success"]?.bool == (outcome.state == .completed))
    return (outcome, result, try fixture.events().map(\.type))
  }

  @Test("M-090 S4-34 the template of seed 004's example asks for retrieval, sure at 0.85")
  func template() async throws {
    let template = try Templates.named("confidence-routing")
    let agents = ScriptedAgents()
    let fixture = try await PatternsFixture(agents)
    let outcome = try await fixture.runs.perform(template.workflow, template.request())
    await fixture.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(agents.capabilities == ["document.retrieve"])
    #expect(agents.asked[0].input == #"{"query":"How do agents learn from data?"}"#)
    #expect(result["taken"]?.string == "rag_search" && result["decision"]?["confidence"]?.double == 0.85)
    #expect(result["decision"]?["alternatives"]?.elements.compactMap { $0["confidence"]?.double } == [0.7, 0.3])
    #expect(fixture.patterns.router.routingPerformance["rag_search"]?.count == 1)
    #expect(try fixture.events().map(\.type) == ["routing:chosen"])
  }

  @Test("M-090 S4-39 the template of seed 004's third use case asks for the analysis, sure at 0.9")
  func expertTemplate() async throws {
    let template = try Templates.named("expert-routing")
    let fixture = try await PatternsFixture()
    let outcome = try await fixture.runs.perform(template.workflow, template.request())
    await fixture.runs.stop()
    #expect(fixture.agents.capabilities == ["legal.analyze"])
    let decision = try JSONDocument(parsing: outcome.output).root["decision"]
    #expect(decision?["route"]?.string == "complex_analysis" && decision?["confidence"]?.double == 0.9)
  }

  @Test("M-090 confidences may follow from the input, and be said by an agent for those that say nothing")
  func scores() async throws {
    let document = #"""
      { "scoredBy": { "agentId": "judge" }, "options": [
          { "id": "words", "confidence": { "$": "[.input.text | split(\" \") | length / 10, 1] | min" } },
          { "id": "asked", "capability": "ask" }, { "id": "other" }] }
      """#
    for answer in [#"{"asked":0.8,"other":0.1}"#, #"{"scores":{"asked":0.8}}"#] {
      let agents = ScriptedAgents { ask, _ in ask.agent == "judge" ? answer : "1" }
      let short = try await perform(document, agents, input: #"{"text":"a b"}"#)
      #expect(short.result["taken"]?.string == "asked" && short.result["agentId"]?.string == "scripted")
      #expect(agents.capabilities == ["route.score", "ask"])
      #expect(agents.asked[0].input == #"{"input":{"text":"a b"},"options":["words","asked","other"]}"#)
      let long = try await perform(document, agents, input: #"{"text":"a b c d e f g h i"}"#)
      #expect(long.result["taken"]?.string == "words" && long.result["output"]?.isNull == true)
    }
  }

  @Test("M-090 an agent that does not say how sure the routes are leaves them unsure, and is told; nonsense is refused")
  func brokenScores() async throws {
    let document =
      #"{ "scoredBy": { "capability": "bad.ask" }, "options": [{ "id": "a" }, { "id": "b", "confidence": 0.2 }] }"#
    let failing = try await perform(document, ScriptedAgents.failing("bad.ask"))
    #expect(failing.result["taken"]?.string == "b" && failing.result["scoringError"]?["agentCode"]?.string == "no")
    #expect(failing.events == ["routing:chosen", "routing:low-confidence"])
    for (answer, message) in [
      (#"{"a":"high"}"#, "the confidence of a is nan"), (#"{"a":7}"#, "the confidence of a is 7.0"),
    ] {
      let error = try await #require(throws: RoundhouseError.self) {
        try await perform(document, ScriptedAgents { _, _ in answer })
      }
      #expect(error.code == .badRequest && error.message == message)
    }
    let error = try await #require(throws: RoundhouseError.self) {
      try await perform(#"{ "options": [{ "id": "a", "confidence": { "$": ".input" } }] }"#, input: "\"x\"")
    }
    #expect(error.message == "the confidence of a is \"x\"")
    let none = try await #require(throws: RoundhouseError.self) {
      try await perform(#"{ "options": [{ "id": "a", "confidence": { "$": "empty" } }] }"#)
    }
    #expect(none.message == "empty has no result")
  }

  private static let low = #"""
    { "below": "POLICY", "default": "safe", "options": [
        { "id": "bold", "confidence": 0.6, "capability": "bold" }, { "id": "safe", "confidence": 0.2, "capability": "safe" }] }
    """#

  @Test(
    "M-090 below the threshold the best is taken with an alert, or the default, as the document says",
    arguments: [("warn", "bold", "confidence"), ("default", "safe", "default")])
  func below(_ policy: String, _ taken: String, _ decidedBy: String) async throws {
    let (_, result, events) = try await perform(Self.low.replacing("POLICY", with: policy))
    #expect(result["taken"]?.string == taken && result["output"]?.string == taken)
    #expect(result["decidedBy"]?.string == decidedBy && result["decision"]?["low"]?.bool == true)
    #expect(events == ["routing:chosen", "routing:low-confidence"])
  }

  @Test(
    "M-084 below the threshold a person decides: yes, no, or another route",
    arguments: [
      (ReviewDecision(.approved, reviewer: "ana"), "bold", RunState.completed),
      (ReviewDecision(.rejected, comments: "too bold", reviewer: "ana"), "bold", .failed),
      (ReviewDecision(.changes, changes: Array(#"{"route":"safe"}"#.utf8), reviewer: "ana"), "safe", .completed),
      (ReviewDecision(.changes, changes: Array(#""safe""#.utf8), reviewer: "ana"), "safe", .completed),
      (ReviewDecision(.changes, changes: Array(#""none""#.utf8), reviewer: "ana"), "bold", .failed),
    ])
  func review(_ decision: ReviewDecision, _ taken: String, _ state: RunState) async throws {
    let fixture = try await PatternsFixture()
    let number = try await fixture.runs.submit(
      "route", RoutingDocument.request(Array(Self.low.replacing("POLICY", with: "review").utf8)))
    try await eventually { try await !fixture.runs.reviews().isEmpty }
    let review = try JSONDocument(parsing: try #require(try await fixture.runs.reviews().first).request).root
    #expect(review["reason"]?.string == "bold is only 0.6 sure, below 0.75" && review["confidence"]?.double == 0.6)
    #expect(review["content"]?["alternatives"]?[0]?["route"]?.string == "safe")
    try await fixture.runs.decide(number, decision)
    let outcome = try await fixture.runs.outcome(of: number)
    await fixture.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(
      outcome.state == state && result["taken"]?.string == taken && result["decidedBy"]?.string == "ana"
        || state == .failed)
    #expect(fixture.agents.capabilities == (state == .completed ? [taken] : []))
    if decision.verdict == .rejected {
      #expect(outcome.error?.code == .permissionDenied && outcome.error?.message == "bold was refused: too bold")
    } else if state == .failed {
      #expect(outcome.error?.remedy == "write {\"route\": …} with one of bold, safe")
    }
  }

  @Test(
    "M-084 a review that nobody answers ends as the document says",
    arguments: [("fail", RunState.failed), ("approve", .completed)])
  func expiry(_ policy: String, _ state: RunState) async throws {
    let document = Self.low.replacing(
      "\"POLICY\"", with: #""review", "review": { "reason": "Sure?", "timeout": 20, "onExpiry": "\#(policy)" }"#)
    let (outcome, result, _) = try await perform(document)
    #expect(outcome.state == state)
    #expect(result["decidedBy"]?.string == (state == .completed ? "expiry" : "confidence"))
  }

  @Test("M-090 after a failure the alternatives are tried in their order, if the document says so")
  func next() async throws {
    let document = #"""
      { "onFailure": "next", "options": [{ "id": "c", "confidence": 0.7, "capability": "good" },
          { "id": "a", "confidence": 0.9, "capability": "bad.ask" }, { "id": "b", "confidence": 0.8, "capability": "bad.ask" }] }
      """#
    let agents = ScriptedAgents.failing("bad.ask")
    let (_, result, _) = try await perform(document, agents)
    #expect(result["taken"]?.string == "c" && result["output"]?.string == "good")
    #expect(result["failed"]?.elements.compactMap { $0["route"]?.string } == ["a", "b"])
    #expect(agents.asked.map { $0.key.split(separator: "/").last } == ["a", "b", "c"])
    let (outcome, stopped, _) = try await perform(document.replacing("\"next\"", with: "\"stop\""), agents)
    #expect(outcome.state == .failed && outcome.error?.message == "sold out" && stopped["failed"]?.count == 1)
  }

  @Test("M-090 M-074 a choice goes on after each of its records")
  func resumes() async throws {
    let document = #"""
      { "scoredBy": { "capability": "route.score" }, "onFailure": "next", "options": [
          { "id": "a", "capability": "bad.ask" }, { "id": "b", "capability": "good", "confidence": 0.3 }] }
      """#
    try await expectTheSameInEveryLife(
      "route", RoutingDocument.request(Array(document.utf8)),
      { (ask, _) throws(RoundhouseError) in
        if ask.capability == "bad.ask" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        return ask.capability == "route.score" ? #"{"a":0.5}"# : "1"
      }, records: 7)
  }

  @Test("M-090 a choice reads like one")
  func report() async throws {
    let (_, result, _) = try await perform(
      #"{ "id": "how", "below": "default", "default": "safe", "options": [{ "id": "bold", "confidence": 0.6 }, { "id": "safe", "confidence": 0.2, "capability": "safe" }] }"#
    )
    #expect(
      PatternKinds.report(result)?.lines == [
        .heading("how: safe"), .item(.notice, "bold, 60 %"), .item(.plain, "safe, 20 %"), .text("Less sure than 75 %."),
        .fact(name: "decided by", value: "default"), .gap, .text("safe"),
      ])
    let (_, failed, _) = try await perform(
      #"{ "options": [{ "id": "a", "confidence": 1, "capability": "bad.ask" }] }"#, ScriptedAgents.failing("bad.ask"))
    #expect(
      PatternKinds.report(failed)?.lines == [
        .heading("route: a"), .item(.good, "a, 100 %"), .item(.bad, "a: sold out"), .gap, .item(.bad, "sold out"),
      ])
  }

  @Test("M-090 a choice is drawn with its threshold, its routes and how sure they are")
  func drawing() throws {
    let document = try PatternDocument(
      Array(
        #"""
        { "id": "how", "scoredBy": { "capability": "route.score" }, "below": "review", "options": [
            { "id": "a", "confidence": 0.3, "agentId": "bob" }, { "id": "b", "confidence": { "$": ".input.x" }, "capability": "b.ask" }, { "id": "c" }] }
        """#.utf8)
    ).content
    #expect(document.size == "3 routes")
    #expect(
      document.dot == #"""
        digraph "how" {
          rankdir=LR; fontname="Helvetica";
          node [shape=box, style=rounded, fontname="Helvetica"];
          edge [fontname="Helvetica", fontsize=10];
          "(choose)" [shape=diamond, style="", label="0.75\nbelow: ask a person"];
          "a" [label="a\nbob: a"];
          "(choose)" -> "a" [label="0.3"];
          "b" [label="b\nb.ask"];
          "(choose)" -> "b" [label=".input.x"];
          "c" [label="c"];
          "(choose)" -> "c" [label="route.score"];
        }

        """#)
    let other = try RoutingDocument(
      Array(#"{ "below": "default", "default": "a", "options": [{ "id": "a", "confidence": 1 }] }"#.utf8))
    #expect(other.dot.contains(#"0.75\nbelow: a"#) && other.size == "1 route")
  }
}
