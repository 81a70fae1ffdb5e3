import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// The conversations of seed 003 and the group chat of seed 000, run by name against agents that answer at once.
@Suite struct ChatTemplateTests {
  private func run(_ name: String, _ agents: ScriptedAgents) async throws -> JSONNode {
    let template = try Templates.named(name)
    let patterns = Patterns()
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), patterns.workflow(for: template.document))
    let outcome = try await fixture.runs.perform(template.workflow, template.request())
    await fixture.runs.stop()
    if let error = outcome.error { throw error }
    return try JSONDocument(parsing: outcome.output).root
  }

  private func said(_ result: JSONNode) -> [String] {
    result["messages"]?.elements.map { "\($0["name"]?.string ?? "") to \($0["to"]?.string ?? "all")" } ?? []
  }

  @Test("M-153 seed 003, basic agent response: What is machine learning?")
  func assistant() async throws {
    let agents = Talkers.agents
    let result = try await run("assistant", agents)
    #expect(agents.asked.map(\.agent) == ["converser"])
    #expect(try agents.asked[0].heard == ["user user: What is machine learning?"])
    #expect(try agents.asked[0].document["role"]?.string?.contains("clear, concise answers") == true)
    #expect(said(result) == ["user to assistant", "assistant to user"])
  }

  @Test("M-153 seed 003, teacher and student: Can you explain what neural networks are?")
  func teacherStudent() async throws {
    let agents = Talkers.agents
    let result = try await run("teacher-student", agents)
    #expect(said(result).prefix(3) == ["student to teacher", "teacher to student", "student to teacher"])
    #expect(result["messages"]?.count == 5 && result["topic"]?.string == "Learning about AI")
    #expect(try agents.asked[0].heard == ["user student: Can you explain what neural networks are?"])
    #expect(try agents.asked[0].document["role"]?.string == "You are a patient teacher who explains concepts clearly.")
  }

  @Test("M-153 seed 003, example 1: Shakespeare and Einstein on beauty")
  func shakespeareEinstein() async throws {
    let agents = Talkers.agents
    let result = try await run("shakespeare-einstein", agents)
    #expect(said(result).prefix(2) == ["shakespeare to einstein", "einstein to shakespeare"])
    #expect(try agents.asked[0].document["role"]?.string?.contains("Albert Einstein") == true)
    #expect(try agents.asked[1].document["role"]?.string?.contains("era: Elizabethan") == true)
    #expect(try agents.asked[0].heard[0].contains("What connection dost thou perceive"))
  }

  @Test("M-153 seed 003, moderated panel: three experts, three rounds")
  func expertPanel() async throws {
    let result = try await run("expert-panel", Talkers.agents)
    let rounds = ["expert1", "expert2", "expert3"].flatMap { ["moderator to \($0)", "\($0) to moderator"] }
    #expect(said(result) == rounds + rounds + rounds)
    #expect(result["messages"]?[17]?["round"]?.int == 3)
  }

  @Test("M-153 seed 003, example 3: the architect asks four, itself among them")
  func technicalPanel() async throws {
    let agents = Talkers.agents
    let result = try await run("technical-panel", agents)
    #expect(said(result).contains("architect to architect") && agents.asked.count == 4)
    #expect(
      result["messages"]?[0]?["content"]?.string
        == "From your expertise perspective, Should we use event-driven architecture for our user service?")
    #expect(result["topic"]?.string == "Microservices Architecture Design")
  }

  @Test("M-153 seed 003, brainstorming: three rounds of ideas, and refinements by the others")
  func brainstorming() async throws {
    let agents = ScriptedAgents { ask, count in Talkers.say("idea \(count)") }
    let result = try await run("brainstorming", agents)
    #expect(result["outcome"]?["ideas"]?.count == 9 && result["outcome"]?["refinements"]?.count == 18)
    #expect(agents.asked.count == 27)
  }

  @Test("M-153 seed 000, group chat: Let's collaborate on solving this problem")
  func collaborate() async throws {
    let agents = Talkers.agents
    let result = try await run("collaborate", agents)
    let team = ["llm-agent", "search-agent", "rag-agent"]
    #expect(agents.asked.filter { $0.capability == "chat" }.map(\.agent) == team + team)
    #expect(agents.asked.filter { $0.capability == "vote" }.count == 3)
    #expect(result["goals"]?[0]?.string == "Let's collaborate on solving this problem")
    #expect(result["messages"]?[0]?["name"]?.string == "user123" && result["moderator"]?.string == "llm-agent")
    #expect(result["consensus"]?["reached"]?.bool == true && result["collaboration"]?.bool == true)
  }

  @Test("M-153 seed 000, persistent session: three agents answer each message for an hour")
  func teamRoom() throws {
    let document = try #require(try Templates.named("team-room").document.content as? GroupChatDocument)
    #expect(document.session?.expiry == .seconds(3600) && document.bounds.rounds == 1)
  }
}
