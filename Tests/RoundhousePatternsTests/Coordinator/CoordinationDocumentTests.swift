import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

@Suite struct CoordinationDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try CoordinationDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test(
    "M-028 tasks of seed 001 are read: the agent is the id, depends_on names agents, an action in the input is asked for"
  )
  func tasks() throws {
    let document = try CoordinationDocument(
      Array(
        """
        { "tasks": [
          { "agent_id": "ticketing", "input_data": { "action": "send_sms" } },
          { "agent_id": "finance", "input_data": { "messages": [] }, "depends_on": ["ticketing"] },
          { "id": "again", "agent_id": "finance", "capability": "expense.log" }
        ] }
        """.utf8))
    #expect(document.tasks.map(\.id) == ["ticketing", "finance", "again"])
    #expect(document.tasks.map(\.target.capability) == ["send_sms", "chat", "expense.log"])
    #expect(document.tasks[1].dependsOn == ["ticketing"])
    #expect(document.strategy.name == "sequential")
  }

  @Test("M-022 a conditional coordination needs a default, and its routes lead to tasks")
  func routes() throws {
    let found = try problems(
      """
      { "strategy": "conditional", "tasks": [{ "agent_id": "sales" }, { "agent_id": "finance", "depends_on": ["sales"] }],
        "routes": [{ "when": ".input.amount > 1000", "to": "finanse" }, { "to": "sales" },
          { "when": ".steps.sales.output", "to": "sales" }] }
      """)
    #expect(
      found == [
        #"$.default: expected the task for all else, found nothing; add "default": "sales""#,
        #"$.tasks[1].depends_on: one task alone is carried out, so it cannot come after another; take the dependency out"#,
        #"$.routes[0].to: expected the id of one task, found "finanse"; did you mean "finance"?"#,
        #"$.routes[1].when: expected an expression, found nothing; write { "when": ".input.amount > 1000", "to": "finance" }"#,
        #"$.routes[2].when: it reads .steps.sales, which may not have ended by then; add "sales" to the step's dependencies"#,
      ])
  }

  @Test("M-028 what belongs to another strategy, twins and misspelt members are refused, all at once")
  func refused() throws {
    let found = try problems(
      """
      { "strategy": "Parallel", "default": "a", "tasks": [
        { "agent_id": "a" }, { "agent_id": "a" }, { "agentId": "b" }] }
      """)
    #expect(
      found == [
        #"$.strategy: expected one of "sequential", "parallel", "conditional", found "Parallel"; did you mean "parallel"?"#,
        #"$.default: "default" is for the conditional strategy, and this one is sequential; write "strategy": "conditional", or take it out"#,
        #"$.tasks[1]: expected an id of its own, found "a", which is $.tasks[0]'s; rename one of the two"#,
        #"$.tasks[2]: step "task_3" names neither an agent nor a capability nor an action; add "agent_id", "capability" or "action""#,
        #"$.tasks[2].agentId: expected a known key, found "agentId"; did you mean "agent_id"?"#,
      ])
  }
}
