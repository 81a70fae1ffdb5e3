import Testing

internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Which chain a request takes.
@Suite struct HandoffChoiceTests {
  private func document() throws -> HandoffDocument {
    try #require(Templates.named("find-and-analyze").document.content as? HandoffDocument)
  }

  @Test(
    "M-042 the seed's rules in order, and a default for all else",
    arguments: [
      ("search for agents and analyze them", "search_rag_llm"), ("Analyze these figures", "rag_llm"),
      ("SEARCH the archive", "search_llm"), ("Good morning", "search_rag_llm"),
      ("Find AI information and analyze it", "search_rag_llm"), ("find a paper", "search_llm"),
    ])
  func rules(_ message: String, _ chain: String) throws {
    let document = try document()
    #expect(document.chains.map(\.id) == ["search_rag_llm", "rag_llm", "search_llm"])
    #expect(try document.chain(for: OrchestrationRequest(message: message)).id == chain)
  }

  @Test("M-042 the agents that a request needs must be in its chain: else the first chain that has them is taken")
  func required() throws {
    let document = try document()
    func chain(_ agents: [String], _ message: String = "search") throws -> String {
      try document.chain(for: OrchestrationRequest(message: message, agentsRequired: agents)).id
    }
    #expect(try chain(["llm-agent"]) == "search_llm")
    #expect(try chain(["rag-agent"]) == "search_rag_llm")
    #expect(try chain(["rag-agent"], "analyze") == "rag_llm")
    let error = try #require(throws: RoundhouseError.self) { try chain(["poet"]) }
    #expect(error.message == "no chain of find-and-analyze has all of poet" && !error.remedy.isEmpty)
  }

  private func failure(_ document: HandoffDocument) throws -> RoundhouseError {
    try #require(throws: RoundhouseError.self) { try document.chain(for: OrchestrationRequest(message: "")) }
  }

  @Test("M-042 rules in Swift that lead nowhere or throw are errors that say so")
  func inSwift() throws {
    struct Unknown: Error {}
    let chains = [HandoffChain("one", [HandoffAgent("a")])]
    let nowhere = try failure(HandoffDocument("desk", chains, otherwise: "two"))
    #expect(
      nowhere.message == "the rules of desk lead to two, which is no chain of it" && nowhere.remedy.contains("one"))
    var document = HandoffDocument("desk", chains, otherwise: "one")
    document.router = TaskRouter(otherwise: "one") { _ in throw Unknown() }
    #expect(try failure(document).code == .internal)
    document.router = TaskRouter(otherwise: "one") { _ in throw RoundhouseError(.budgetExceeded, "too dear") }
    #expect(try failure(document).code == .budgetExceeded)
    document.router = TaskRouter(otherwise: "one") { $0["message"]?.string == "" ? "one" : "two" }
    #expect(try document.chain(for: OrchestrationRequest(message: "")).id == "one")
  }

  @Test("M-042 the choice is recorded: a run that goes on takes the chain it began with, or says that it is gone")
  func recorded() async throws {
    let manager = HandoffManager()
    let texts = [Handing.three, Handing.three.replacing("rag_llm", with: "other")]
    let agents = ScriptedAgents { ask, _ in ask.agent == "llm-agent" ? try await hang() : "1" }
    let store = MemoryRunStore()
    let first = try await PatternsFixture(agents, store, Self.workflow(manager, texts[0]))
    let number = try await first.runs.submit("desk")
    try await eventually { agents.asked.count == 3 }
    await first.runs.stop()
    let second = try await PatternsFixture(ScriptedAgents(), store, Self.workflow(manager, texts[1]))
    let outcome = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(outcome.error?.code == .conflict)
    #expect(outcome.error?.message.contains("search_rag_llm, which is not there any more") == true)
  }

  private static func workflow(_ manager: HandoffManager, _ text: String) -> Workflow {
    Workflow("desk") { run, _ in
      let document = try HandoffDocument(Array(text.utf8))
      return try await manager.executeHandoff(OrchestrationRequest(message: "hello"), document, on: run).json
    }
  }

  @Test("M-150 seed 000's example runs by name: search, retrieval and the writer, with the context at each")
  func example() async throws {
    let template = try Templates.named("find-and-analyze")
    let agents = ScriptedAgents { ask, _ in
      switch ask.capability {
      case "document.search": #"{"results":[{"document":"ai.md","title":"AI","passage":"…","score":2}]}"#
      case "document.retrieve": #"{"passages":[{"text":"AI is …","source":"ai.md","score":1}],"context":"AI is …"}"#
      default: #"{"text":"AI is … [1]","citations":[{"n":1,"source":"ai.md","quote":"AI is …"}],"confidence":0.8}"#
      }
    }
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), HandoffManager().workflow)
    let outcome = try await fixture.runs.perform(template.workflow, template.request())
    await fixture.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(outcome.state == .completed && result["chain"]?.string == "search_rag_llm")
    #expect(agents.asked.map(\.agent) == ["search-agent", "rag-agent", "llm-agent"])
    #expect(agents.capabilities == ["document.search", "document.retrieve", "text.write"])
    let last = try #require(try Handing.given(agents, 2)["context"])
    #expect(
      last["metadata"]?["session_id"]?.string == "session123" && last["metadata"]?["user_id"]?.string == "user123")
    #expect(last["context_data"]?["search-agent"]?["results"]?[0]?["title"]?.string == "AI")
    #expect(last["previous_output"]?["passages"]?.count == 1)
    #expect(result["output"]?["text"]?.string == "AI is … [1]")
  }
}
