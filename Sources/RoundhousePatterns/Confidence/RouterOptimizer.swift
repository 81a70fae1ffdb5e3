internal import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Chooses the route that is surest, and remembers how sure it was. Seed 004's `RouterOptimizer`.
///
/// It lives as long as its host. What it chose is written down with the run: a resumed run does not choose anew, whatever
/// the confidences are by then.
package final class RouterOptimizer: Sendable {
  /// Seed 004's 0.75.
  package static let usualThreshold = 0.75
  /// More routes are not told apart in the statistics.
  private static let mostRoutes = 1000

  /// Below it a choice is an alert. Seed 004's `confidence_threshold`. Fewer alerts come of a lower one.
  package let confidenceThreshold: Double
  private let performance = Mutex<[String: RoutePerformance]>([:])
  private let shelf = DocumentShelf<RoutingDocument>()

  package init(confidenceThreshold: Double = RouterOptimizer.usualThreshold) {
    self.confidenceThreshold = confidenceThreshold
  }

  /// How often each route was chosen since the host began, and how sure it was. Seed 004's `get_routing_performance()`.
  package var routingPerformance: [String: RoutePerformance] { performance.withLock { $0 } }

  /// `{route: {"avg_confidence", "min_confidence", "max_confidence", "count", "low_count", "history"}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for (route, performance) in routingPerformance.sorted(by: { $0.key < $1.key }) { json.member(route, performance) }
    json.endObject()
    return json.bytes
  }

  /// Chooses the route of the highest confidence; of several, the one named first. Seed 004's `optimize_routing(state,
  /// routing_options)`.
  ///
  /// Tells `routing:chosen` and, if it is less sure than the threshold asks for, `routing:low-confidence`; both are the
  /// ``RoutingDecision`` as JSON.
  /// - Parameters:
  ///   - options: the routes with their confidences, 0 to 1.
  ///   - threshold: nil takes the optimizer's.
  /// - Throws: `.step` with `badRequest` if there is nothing to choose from or a confidence is none.
  package func optimizeRouting(
    _ options: [RouteScore], threshold: Double? = nil, id: String = "route", on run: Run
  ) async throws(RunError) -> RoutingDecision {
    let threshold = threshold ?? confidenceThreshold
    let text = try await run.step(id) { try RoutingDecision(options, threshold: threshold).json() }
    guard let decision = (try? JSONDocument(parsing: text)).flatMap({ RoutingDecision($0.root) }) else {
      throw .step(StepFailure(key: id, error: RoundhouseError(.internal, "the record of the choice is unreadable")))
    }
    try run.emit("routing:chosen", text)
    if decision.isLow { try run.emit("routing:low-confidence", text) }
    performance.withLock { performance in
      guard performance[decision.route] != nil || performance.count < Self.mostRoutes else { return }
      performance[decision.route, default: RoutePerformance()].count(decision)
    }
    return decision
  }

  /// The same for confidences that stand in the code: `["simple_response": 0.3, "rag_search": 0.85]`.
  package func optimizeRouting(
    _ options: KeyValuePairs<String, Double>, id: String = "route", on run: Run
  ) async throws(RunError) -> RoutingDecision {
    try await optimizeRouting(options.map { RouteScore($0.key, $0.value) }, id: id, on: run)
  }

  /// Carries out what stands in its input, `{"route": {…}, "input": …}`, and answers with its ``RoutingResult`` as JSON.
  /// If the chosen route has failed or was refused, so has the run; the result is its output all the same.
  package var workflow: Workflow {
    Workflow(RoutingDocument.workflow) { run, input in
      let request = try PatternRequest(input, self.shelf)
      let execution = RoutingExecution(document: request.document, input: request.input, optimizer: self)
      let result = try await execution.result(on: run)
      guard let failure = result.failure else { return result.json }
      throw WorkflowFailure(failure.error, steps: [failure.key], output: result.json)
    }
  }
}
