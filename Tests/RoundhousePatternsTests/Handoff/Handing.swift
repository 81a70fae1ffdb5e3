import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// What the tests of handoffs have in common.
enum Handing {
  /// A document of three chains over three agents that are asked to chat.
  static let three = """
    { "pattern": "handoff", "id": "desk",
      "chains": [
        { "id": "search_rag_llm", "agents": ["search-agent", "rag-agent", "llm-agent"],
          "fallback_agents": { "rag-agent": ["spare-one", "spare-two"], "llm-agent": ["spare-one"] } },
        { "id": "rag_llm", "agents": ["rag-agent", "llm-agent"] },
        { "id": "search_llm", "agents": ["search-agent", "llm-agent"] }
      ],
      "default": "search_rag_llm" }
    """

  /// Carries a document out and gives the result, and the run's outcome with it.
  static func over(
    _ agents: ScriptedAgents, _ document: String = three, input: String = #""hello""#,
    manager: HandoffManager = HandoffManager()
  ) async throws -> (result: JSONNode, outcome: RunOutcome, fixture: PatternsFixture) {
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), manager.workflow)
    let outcome = try await fixture.runs.perform(
      "handoff", HandoffDocument.request(Array(document.utf8), input: Array(input.utf8)))
    await fixture.runs.stop()
    if outcome.output.isEmpty, let error = outcome.error { throw error }
    return (try JSONDocument(parsing: outcome.output).root, outcome, fixture)
  }

  /// What an agent was given, as JSON.
  static func given(_ agents: ScriptedAgents, _ place: Int) throws -> JSONNode {
    try JSONDocument(parsing: Array(agents.asked[place].input.utf8)).root
  }
}
