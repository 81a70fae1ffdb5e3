import Testing

internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Graphs drawn by chance: they end within their bounds, and come to the same whoever is faster.
@Suite struct GraphPropertyTests {
  /// Numbers that follow from a seed.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Two to nine nodes, each with one to three ways on, to one or several nodes, by a state that counts and remembers.
  private static func graph(_ seed: UInt64) -> Graph {
    var chance = Chance(state: seed)
    let count = Int.random(in: 2...9, using: &chance)
    let ids = (0..<count).map { "n\($0)" }
    func targets(_ chance: inout Chance) -> [String] {
      var ids = ids + [Graph.end, Graph.end]
      ids.shuffle(using: &chance)
      let some = ids.prefix(Int.random(in: 1...3, using: &chance))
      return some.contains(Graph.end) && some.count == 1
        ? [Graph.end] : Array(Set(some.filter { $0 != Graph.end })).sorted()
    }
    var nodes: [GraphNode] = []
    var edges: [GraphEdge] = []
    for id in ids {
      let isCall = Int.random(in: 0..<3, using: &chance) > 0
      var node = GraphNode(id, isCall ? .call(CallTarget(capability: "ask.\(id)")) : .nothing)
      node.update = [("count", .fixed(Array("1".utf8))), ("seen", .fixed(Array("\"\(id)\"".utf8)))]
      if Int.random(in: 0..<4, using: &chance) == 0 { node.onError = targets(&chance).first }
      nodes.append(node)
      for _ in 0..<Int.random(in: 0...2, using: &chance) {
        let modulus = Double(Int.random(in: 2...4, using: &chance))
        let condition = GraphCondition("count % \(modulus)") { view in
          guard case .number(let count)? = view.state["count"] else { return false }
          return count.truncatingRemainder(dividingBy: modulus) == 0
        }
        edges.append(GraphEdge(id, targets(&chance), condition))
      }
      edges.append(GraphEdge(id, targets(&chance), nil))
    }
    var graph = Graph(
      "g\(seed)", state: [StateMember("count", reducer: .add), StateMember("seen", reducer: .append)], nodes: nodes,
      edges: edges)
    (graph.maxVisits, graph.maxSteps) = (5, 60)
    return graph
  }

  /// Agents of which some fail, and which take turns in being slow.
  private static func agents(_ seed: UInt64, slow: Int) -> ScriptedAgents {
    ScriptedAgents { ask, before in
      let number = Int(ask.capability.dropFirst("ask.n".count)) ?? 0
      if (number + before) % 3 == slow { for _ in 0..<20 { await Task.yield() } }
      if (number &+ Int(seed % 5)) % 5 == 0 { throw RoundhouseError(.agentError, "no", agentCode: "no") }
      return "\(number)"
    }
  }

  @Test("M-029 400 graphs drawn by chance end within their bounds, and come to the same whichever line is faster")
  func ends() async throws {
    var ends: [GraphEnd: Int] = [:]
    var joined = 0
    for seed in UInt64(1)...400 {
      let graph = Self.graph(seed)
      var first: GraphResult?
      for slow in 0..<2 {
        let run = Run.unrecorded(Self.agents(seed, slow: slow))
        let result = try await EnterpriseOrchestrator().execute(graph, on: run)
        #expect(result.path.allSatisfy { $0.number <= 5 })
        // Lines that began beside one another may each end what was left of the bound.
        #expect(result.path.count <= 60 * graph.nodes.count)
        #expect(result.success == (result.failure == nil))
        if let first {
          #expect(result.state == first.state && result.end == first.end && result.output == first.output)
          #expect(
            result.path.map(\.node) == first.path.map(\.node) && result.path.map(\.number) == first.path.map(\.number))
        } else {
          first = result
          ends[result.end, default: 0] += 1
          let arrivals = result.path.reduce(into: [String: Int]()) { counts, visit in
            for id in visit.next { counts[id, default: 0] += 1 }
          }
          joined += arrivals.values.reduce(0, +) > result.path.count ? 1 : 0
        }
      }
    }
    // The drawing is of use only if there is some of everything.
    #expect(
      ends[.completed, default: 0] > 30 && ends[.failed, default: 0] > 30 && ends[.limit, default: 0] > 30, "\(ends)")
    #expect(joined > 30)
  }
}
