package import RoundhouseModel

/// Chains of agents that hand over to one another, and which one a request takes.
///
/// As JSON:
/// - `agents`: an object of those that take part, by id: `capability` (`chat` if none is named), `agent` (which agent is
///   pinned: the one of this id; another one's id; null lets the host choose), `input` (an ``InputMapping`` over what the
///   agent would be given: `.input.message`, `.input.context`, `.previous`), `retryPolicy` and `timeout` as in a plan,
///   `pass`. Without `agents`, all ids are of agents that are asked to `chat`.
/// - `chains`: each with `id`, `agents` (ids in order), `fallback_agents` (ids in order, by the id of the one that has
///   failed) and `handoffs` (ids to whom agents may hand over by themselves; the chain's own if it is missing).
/// - `routes`: `[{"when": expression over .input, the request, "to": chain}]`, of which the first that holds decides; and
///   `default`, the chain for all else.
/// - `pass`: what is passed on: `"full"`, `{"last": 2}`, `{"fields": ["results"]}` or `{"summary": {"bytes": 2000,
///   "capability": "text.summarize"}}`.
/// - `maxHops`: how many agents a chain asks at most, 25 if nothing is said.
package struct HandoffDocument: Pattern {
  package static let kind = "handoff"
  package static let mark = "chains"

  package var id: String
  /// Never empty.
  package var chains: [HandoffChain]
  /// Which chain a request takes.
  package var router: TaskRouter
  /// As people read them: the condition and the chain's id.
  let routes: [(when: String, to: String)]

  /// - Parameter routes: the first that holds decides; conditions see the request as `.input`.
  package init(
    _ id: String, _ chains: [HandoffChain], routes: [(when: StepCondition, to: String)] = [], otherwise: String
  ) {
    self.id = id
    self.chains = chains
    router = TaskRouter(routes, otherwise: otherwise)
    self.routes = routes.map { ($0.when.text, $0.to) }
  }

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> HandoffDocument? {
    reader.handoff(node)
  }

  package static func report(_ result: JSONNode) -> PatternReport? { HandoffReport.report(result) }

  package var size: String { chains.count == 1 ? "1 chain" : "\(chains.count) chains" }

  package var dot: String { HandoffDrawing.dot(self) }

  /// The chain that a request takes: the one that the rules lead to, if it has all agents that the request needs, else the
  /// first that has.
  /// - Throws: `badRequest` if there is none.
  package func chain(for request: OrchestrationRequest) throws(RoundhouseError) -> HandoffChain {
    let context = StepContext(input: request.json, previous: request.json, steps: [], dependencies: [])
    let id: String
    do { id = try router.choice(context) } catch let error as RoundhouseError {
      throw error
    } catch {
      throw RoundhouseError(.internal, "the choice of a chain threw \(error)")
    }
    let chosen = chains.filter { $0.id == id }
    guard !chosen.isEmpty else {
      throw RoundhouseError(
        .badRequest, "the rules of \(self.id) lead to \(id), which is no chain of it",
        remedy: "choose one of \(chains.map(\.id).joined(separator: ", "))")
    }
    let needed = request.agentsRequired
    if let chain = (chosen + chains).first(where: { chain in
      needed.allSatisfy { id in chain.agents.contains { $0.id == id } }
    }) {
      return chain
    }
    throw RoundhouseError(
      .badRequest, "no chain of \(self.id) has all of \(needed.joined(separator: ", "))",
      remedy: "leave \"agents_required\" out, or add a chain with them")
  }
}
