internal import FixtureBuilder
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// `handoff3`: a request through three agents, each with the context of those before; by the chain's order, by the agents'
/// own choice, and as a document. Not recorded, beside the bare calls.
enum HandoffBenchmarks {
  static func run(_ extent: Extent) async throws -> [Measurement] {
    let inOrder = AnsweringAgents()
    let byThemselves = AnsweringAgents(handsOver: true)
    return try await chain("handoff3", order, inOrder, extent)
      + chain("handoff3.self", alone, byThemselves, extent) + document("handoff3.document", inOrder, extent)
  }

  private static let request = OrchestrationRequest(
    message: String(decoding: RouteBenchmarks.payload, as: UTF8.self), userID: "user123", sessionID: "session123")
  private static let agents = RunShapes.names.map { HandoffAgent($0, CallTarget(capability: $0)) }
  private static let order = HandoffChain("search_rag_llm", agents)
  /// Whoever is first says who is next.
  private static let alone = HandoffChain("alone", [agents[0]], handoffs: agents)

  private static func chain(
    _ name: String, _ chain: HandoffChain, _ agents: AnsweringAgents, _ extent: Extent
  ) async throws -> [Measurement] {
    let manager = HandoffManager()
    return try await beside(name, agents, extent.batch, "not recorded, with its context at each hop") {
      let result = try await manager.executeHandoff(request, chain, on: .unrecorded(agents))
      if result.hops.count != 3 || result.output.count < 200 { throw FixtureError("a wrong answer") }
    }
  }

  private static func document(
    _ name: String, _ agents: AnsweringAgents, _ extent: Extent
  ) async throws -> [Measurement] {
    let names = RunShapes.names.map { "\"\($0)\": { \"capability\": \"\($0)\", \"agent\": null }" }
    let text = """
      { "agents": { \(names.joined(separator: ", ")) },
        "chains": [{ "id": "all", "agents": ["\(RunShapes.names.joined(separator: "\", \""))"] }],
        "routes": [{ "when": ".input.message | contains(\\"never\\")", "to": "all" }], "default": "all" }
      """
    let workflow = HandoffManager().workflow
    let input = HandoffDocument.request(Array(text.utf8), input: request.json)
    return try await beside(name, agents, extent.batch / 10, "the same as JSON, its result too") {
      let output = try await workflow.body(Run.unrecorded(agents), input)
      if output.count < 600 { throw FixtureError(String(decoding: output, as: UTF8.self)) }
    }
  }

  private static func beside(
    _ name: String, _ agents: AnsweringAgents, _ batch: Int, _ notes: String, _ body: () async throws -> Void
  ) async throws -> [Measurement] {
    try await Measure.inTurn(
      name, batch: batch, notes: notes,
      floor: (
        "bare-calls",
        { count in
          for _ in 0..<count {
            for name in RunShapes.names { _ = try await agents.call(name, RouteBenchmarks.payload, CallOptions()) }
          }
        }
      ),
      ours: { count in for _ in 0..<count { try await body() } })
  }
}
