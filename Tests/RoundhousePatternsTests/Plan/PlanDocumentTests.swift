import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct PlanDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try PlanDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test("M-024 all that is wrong is told at once, each with its path, the value and what to do")
  func allAtOnce() throws {
    let found = try problems(
      """
      { "parallel": "yes", "timeout": -5, "stepz": [], "steps": [
        { "id": "book", "agentId": "ticketing", "dependancies": [] },
        { "id": "pay", "dependencies": ["bok"] },
        { "id": "book", "capability": "Not Good" },
        { "id": "late", "action": "a", "retryPolicy": { "maxRetries": "2", "backoff": 5 }, "condition": ".a ==" },
        { "id": "wrong", "action": "a", "input": { "x": [{ "$": ".stepz.pay" }, { "$": ".steps.payd.output" }] } }
      ] }
      """)
    let wanted = [
      #"$.parallel: expected true or false, found "yes"; write true"#,
      #"$.timeout: expected an integer from 1 to 2592000000, found the number -5; write 1 or more"#,
      #"$.stepz: expected a known key, found "stepz"; did you mean "steps"?"#,
      #"$.steps[0].dependancies: expected a known key, found "dependancies"; did you mean "dependencies"?"#,
      #"$.steps[1]: step "pay" names neither an agent nor a capability nor an action; add "agentId", "capability" or "action""#,
      #"$.steps[1].dependencies[0]: expected the id of another step, found "bok"; did you mean "book"?"#,
      #"$.steps[2].id: expected an id of its own, found "book", which is $.steps[0]'s; rename one of the two"#,
    ]
    for line in wanted { #expect(found.contains(line), "\(found.joined(separator: "\n"))") }
    for path in [
      "$.steps[2].capability", "$.steps[3].retryPolicy.maxRetries", "$.steps[3].retryPolicy.backoff",
      "$.steps[3].condition", "$.steps[4].input.x[0].$", "$.steps[4].input.x[1].$",
    ] {
      #expect(found.contains { $0.hasPrefix("\(path): ") }, "\(path) in \(found.joined(separator: "\n"))")
    }
    #expect(found.count == wanted.count + 6)
  }

  @Test("M-024 an expression may only read what is certain to have ended")
  func references() throws {
    let steps = """
      "steps": [{ "id": "a", "action": "a" }, { "id": "b", "action": "b", "condition": ".steps.a.output.ok" }]
      """
    let found = try problems("{ \"parallel\": true, \(steps) }")
    #expect(
      found == [
        #"$.steps[1].condition: it reads .steps.a, which may not have ended by then; add "a" to the step's dependencies"#
      ])
    // Where one runs at a time, what stands before has ended.
    _ = try PlanDocument(Array("{ \(steps) }".utf8))
  }

  @Test("M-024 depends_on may name an agent where only one step asks it")
  func agentsAsDependencies() throws {
    let plan = try PlanDocument(
      Array(
        """
        { "steps": [{ "id": "book", "agentId": "ticketing" }, { "id": "pay", "agentId": "finance", "depends_on": ["ticketing"] }] }
        """.utf8)
    ).plans[0]
    #expect(plan.steps[1].dependencies == ["book"])
    let found = try problems(
      """
      { "steps": [{ "id": "book", "agentId": "ticketing" }, { "id": "seat", "agentId": "ticketing" },
        { "id": "pay", "agentId": "finance", "depends_on": ["ticketing"] }] }
      """)
    #expect(
      found == [
        #"$.steps[2].depends_on[0]: expected the id of one step, found "ticketing", an agent that "book", "seat" ask; write the id of the one that is meant"#
      ])
  }

  @Test("M-024 agent, action and capability become a call by one rule")
  func targets() throws {
    let plan = try PlanDocument(
      Array(
        """
        { "steps": [
          { "id": "one", "agentId": "tutor", "action": "analyze" },
          { "id": "two", "agentId": "tutor", "action": "text.analyze" },
          { "id": "three", "agentId": "tutor" },
          { "id": "four", "action": "combine" },
          { "id": "five", "agentId": "tutor", "action": "analyze", "capability": "deep.analyze" }
        ] }
        """.utf8)
    ).plans[0]
    #expect(
      plan.steps.map(\.target) == [
        CallTarget(capability: "analyze", agent: "tutor"), CallTarget(capability: "text.analyze", agent: "tutor"),
        CallTarget(capability: "three", agent: "tutor"), CallTarget(capability: "combine"),
        CallTarget(capability: "deep.analyze", agent: "tutor"),
      ])
  }

  @Test("M-024 no plan, no JSON, no end of fallbacks: each is refused with its place")
  func wholes() throws {
    #expect(try problems("[]").first?.hasPrefix("$: expected an object, found an empty array") == true)
    #expect(try problems("{").first?.hasPrefix("$: the document is not JSON: line 1") == true)
    #expect(try problems("{}").first?.hasPrefix("$.steps: expected an array of steps, found nothing") == true)
    #expect(
      try problems(#"{"steps": []}"#).first?.hasPrefix("$.steps: expected at least 1 of steps, found none") == true)
    let one = #""steps": [{"id": "a", "action": "a"}]"#
    let deep =
      String(repeating: "{\(one), \"fallbackPlan\": ", count: 8) + "{\(one)}" + String(repeating: "}", count: 8)
    #expect(try problems(deep).first?.contains("at most 8 plans") == true)
    #expect(
      try problems(#"{"steps": [{"id": "a", "action": "a"}], "fallbackPlan": {"steps": [{"id": "a"}]}}"#).first?
        .hasPrefix("$.fallbackPlan.steps[0]: step \"a\" names neither") == true)
    #expect(try problems("{\(one), \"together\": \"quorum\"}").first?.contains(#"{ "quorum": 1 }"#) == true)
    #expect(
      try problems("{\(one), \"together\": {}}") == [
        #"$.together.quorum: expected a number of steps, found nothing; write { "quorum": 1 }"#
      ])
    #expect(
      try problems(#"{"steps": [{"id": "", "action": "a", "timeout": 0}]}"#)
        == [
          #"$.steps[0].id: expected an id of at most 128 bytes, found ""; give it an id such as "book""#,
          #"$.steps[0].timeout: expected an integer from 1 to 2592000000, found the number 0; write 1 or more"#,
        ])
    #expect(
      try problems(#"{"steps": [{"action": "a"}, {"id": "b", "action": "b", "depends_on": [], "dependencies": []}]}"#)
        == [
          #"$.steps[0].id: expected a string, found nothing; give the step an id of its own"#,
          #"$.steps[1].depends_on: "dependencies" and "depends_on" say the same; keep "dependencies" alone"#,
        ])
    #expect(
      try problems(#"{"steps": [{"id": "a", "action": "a", "condition": 5}]}"#)
        == [
          #"$.steps[0].condition: expected an expression in a string, found the number 5; write it in quotes, as in ".input.amount > 1000""#
        ])
    #expect(
      try problems("{\(one), \"together\": { \"quorum\": 1 }}") == [
        #"$.together: a quorum is for steps that run beside one another; add "parallel": true"#
      ])
  }

  @Test("M-024 a run whose plan is wrong fails before anybody is asked, and says all that is wrong")
  func request() async throws {
    let fixture = try await PatternsFixture()
    let error = try await #require(throws: RoundhouseError.self) {
      try await fixture.perform(plan: #"{"steps": [{"id": "a"}, {"id": "b", "dependencies": ["c"]}]}"#)
    }
    await fixture.runs.stop()
    #expect(error.code == .badRequest)
    #expect(error.message.hasPrefix("$.plan.steps[0]: step \"a\" names neither"))
    #expect(error.cause.contains("$.plan.steps[1].dependencies[0]"))
    #expect(fixture.agents.asked.isEmpty)
  }

  @Test("M-024 a run that is given no plan, or no tasks, says what it wants")
  func emptyRequest() throws {
    let plan = try #require(throws: RoundhouseError.self) { try PatternRequest<PlanDocument>(Array("{}".utf8)) }
    #expect(plan.message == "$.plan: expected an object, found nothing")
    #expect(plan.remedy == #"write { "plan": { … }, "input": … }"#)
    let tasks = try #require(throws: RoundhouseError.self) {
      try PatternRequest<CoordinationDocument>(Array(#"{"plan": {}}"#.utf8))
    }
    #expect(tasks.message.hasPrefix("$.coordination: expected an object") && tasks.cause.contains("$.plan"))
  }
}
