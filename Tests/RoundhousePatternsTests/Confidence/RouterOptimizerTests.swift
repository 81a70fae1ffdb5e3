import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct RouterOptimizerTests {
  /// Seed 004's examples, and what follows from them.
  private static let simple: KeyValuePairs = ["simple_response": 0.3, "rag_search": 0.85, "multi_agent": 0.7]
  private static let expert: KeyValuePairs = ["simple_qa": 0.6, "complex_analysis": 0.9, "expert_consultation": 0.7]

  private func run() -> Run { Run.unrecorded(ScriptedAgents()) }

  @Test("M-090 M-168 seed 004's examples: the surest route is taken, and the others are kept in their order")
  func examples() async throws {
    let router = RouterOptimizer()
    #expect(router.confidenceThreshold == 0.75)
    let simple = try await router.optimizeRouting(Self.simple, on: run())
    #expect(simple.route == "rag_search" && simple.confidence == 0.85 && !simple.isLow)
    #expect(simple.alternatives == [RouteScore("multi_agent", 0.7), RouteScore("simple_response", 0.3)])
    let expert = try await router.optimizeRouting(Self.expert, on: run())
    #expect(expert.route == "complex_analysis" && expert.confidence == 0.9)
    #expect(expert.alternatives.map(\.route) == ["expert_consultation", "simple_qa"])
  }

  @Test("M-090 of several that are equally sure the one named first is taken, however many there are")
  func ties() throws {
    for count in 1...60 {
      let options = (0..<count).map { RouteScore("r\($0)", 0.8) }
      let decision = try RoutingDecision(options, threshold: 0.75)
      #expect(decision.route == "r0" && decision.alternatives.map(\.route) == options.dropFirst().map(\.route))
    }
  }

  @Test("M-090 the best is never less sure than an alternative, and exactly the threshold is sure enough")
  func order() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let options = (0..<Int.random(in: 1...9, using: &generator)).map {
        RouteScore("r\($0)", (Double.random(in: 0...1, using: &generator) * 4).rounded() / 4)
      }
      let decision = try RoutingDecision(options, threshold: 0.75)
      let sorted = [decision.best] + decision.alternatives
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
      #expect(Set(sorted.map(\.route)) == Set(options.map(\.route)))
      #expect(decision.isLow == (decision.confidence < 0.75))
    }
  }

  @Test(
    "M-090 confidences that are none are refused, and so are routes that stand twice, and no routes at all",
    arguments: [
      ([RouteScore("a", .nan)], "the confidence of a is nan"), ([RouteScore("a", 1.01)], "the confidence of a is 1.01"),
      ([RouteScore("a", 1), RouteScore("b", -0.1)], "the confidence of b is -0.1"),
      ([RouteScore("a", .infinity)], "the confidence of a is inf"),
      ([RouteScore("a", 1), RouteScore("a", 0)], "two routes are called a"), ([], "there is no route to choose"),
    ])
  func refused(_ options: [RouteScore], _ message: String) async throws {
    let error = try await #require(throws: RunError.self) {
      try await RouterOptimizer().optimizeRouting(options, on: run())
    }
    #expect(error.error.code == .badRequest && error.error.message == message && !error.error.remedy.isEmpty)
  }

  @Test("M-091 average, least, greatest, count and history of each route that was chosen; the history is bounded")
  func statistics() async throws {
    let router = RouterOptimizer(confidenceThreshold: 0.5)
    for confidence in [0.4, 0.6, 0.8] { _ = try await router.optimizeRouting(["a": confidence, "b": 0.1], on: run()) }
    let a = try #require(router.routingPerformance["a"])
    #expect(abs(a.avgConfidence - 0.6) < 1e-9 && a.minConfidence == 0.4 && a.maxConfidence == 0.8)
    #expect(a.count == 3 && a.lowCount == 1 && a.history == [0.4, 0.6, 0.8])
    #expect(router.routingPerformance["b"] == nil)
    for _ in 0..<200 { _ = try await router.optimizeRouting(["a": 0.7], on: run()) }
    let later = try #require(router.routingPerformance["a"])
    #expect(later.history.count == RoutePerformance.longestHistory && later.count == 203)
    let json = try JSONDocument(parsing: router.json).root
    #expect(
      json["a"]?.members.map(\.key) == [
        "avg_confidence", "min_confidence", "max_confidence", "count", "low_count", "history",
      ])
    #expect(json["a"]?["count"]?.int == 203)
  }

  @Test("M-091 however many routes there are, the statistics stay small")
  func manyRoutes() async throws {
    let router = RouterOptimizer()
    for number in 0..<1010 { _ = try await router.optimizeRouting([RouteScore("r\(number)", 1)], on: run()) }
    #expect(router.routingPerformance.count == 1000)
  }

  @Test("M-090 what was chosen is written down: a resumed run does not choose anew")
  func recorded() async throws {
    let store = MemoryRunStore()
    let later = ScriptedAgents()
    let router = RouterOptimizer()
    let workflow = Workflow("chooses") { run, _ in
      let isLater = !later.asked.isEmpty
      let decision = try await router.optimizeRouting(["a": isLater ? 0.1 : 0.9, "b": 0.5], on: run)
      return try await run.call(decision.route).bytes
    }
    let first = try await PatternsFixture(ScriptedAgents { _, _ in try await hang() }, store, workflow)
    let number = try await first.runs.submit("chooses")
    try await eventually { !first.agents.asked.isEmpty }
    await first.runs.stop()
    _ = try await later.call("any", [], CallOptions())
    let second = try await PatternsFixture(ScriptedAgents(), store, workflow)
    _ = try await second.runs.outcome(of: number)
    await second.runs.stop()
    #expect(second.agents.capabilities == ["a"])
  }
}
