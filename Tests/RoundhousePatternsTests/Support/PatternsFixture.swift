import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// A host's runs with all patterns, for one life of the process.
struct PatternsFixture {
  let runs: Runs
  let agents: ScriptedAgents
  let store: MemoryRunStore
  let patterns = Patterns()
  var coordinator: Coordinator { patterns.coordinator }

  init(
    _ agents: ScriptedAgents = ScriptedAgents(), _ store: MemoryRunStore = MemoryRunStore(),
    _ workflows: Workflow..., clock: any Clock = SystemClock()
  ) async throws {
    self.agents = agents
    self.store = store
    runs = try Runs(store: store, agents: agents, clock: clock)
    for workflow in patterns.workflows + workflows { runs.register(workflow) }
    try await runs.start()
  }

  /// Carries a plan out and answers with its result.
  func perform(plan: String, input: String = "null") async throws -> JSONNode {
    let request = PlanDocument.request(Array(plan.utf8), input: Array(input.utf8))
    return try await result(of: "plan", request)
  }

  /// Carries a coordination out and answers with its result.
  func perform(coordination: String, input: String = "null") async throws -> JSONNode {
    let request = CoordinationDocument.request(Array(coordination.utf8), input: Array(input.utf8))
    return try await result(of: "coordinator", request)
  }

  /// Carries a document out and answers with its run, and its result.
  func perform(
    _ kind: any Pattern.Type, _ document: String, input: String = "null"
  ) async throws -> (outcome: RunOutcome, result: JSONNode) {
    let outcome = try await runs.perform(kind.workflow, kind.request(Array(document.utf8), input: Array(input.utf8)))
    if outcome.output.isEmpty, let error = outcome.error { throw error }
    return (outcome, try JSONDocument(parsing: outcome.output).root)
  }

  private func result(of workflow: String, _ input: [UInt8]) async throws -> JSONNode {
    let outcome = try await runs.perform(workflow, input)
    // A run that has failed has its result all the same; one that could not begin has none.
    if outcome.output.isEmpty, let error = outcome.error { throw error }
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(result["success"]?.bool == (outcome.state == .completed))
    #expect((outcome.state == .failed) == (outcome.error != nil))
    return result
  }

  /// The events of the first run, in their order: type and data. To be asked after the runs were stopped, because they are
  /// written a little later than the caller is answered.
  func events() throws -> [(type: String, data: JSONNode)] {
    let number = try #require(store.runs(RunQuery()).first?.number)
    return try store.journal(of: number).filter { $0.kind == .event }.map { entry in
      let name = entry.key.split(separator: "/").last.map(String.init) ?? ""
      let type = name.split(separator: "#")[0].dropFirst("event:".count)
      return (String(type), try JSONDocument(parsing: entry.body).root)
    }
  }
}
