internal import RoundhouseModel
internal import RoundhouseRuns

/// What is to be done at one visit of a node.
struct NodeWork {
  let node: GraphNode
  /// The name of the step in its run: the node's id, with the number of the visit from the second on.
  let key: String
  /// What the graph has left of its time; `.max` for no limit.
  let left: Nanoseconds

  /// - Returns: the answer, or why there is none.
  /// - Throws: what ends the run.
  func outcome(_ view: GraphView, _ run: Run) async throws(RunError) -> StepOutcome {
    do throws(RunError) {
      return StepOutcome(try await answer(try input(view), view, run))
    } catch {
      guard let failure = error.failure else { throw error }
      return .failed(failure)
    }
  }

  private func input(_ view: GraphView) throws(RunError) -> [UInt8] {
    do throws(RoundhouseError) {
      return try node.input?.text(view) ?? view.usualInput
    } catch {
      throw .step(StepFailure(key: key, error: error))
    }
  }

  private func answer(_ input: [UInt8], _ view: GraphView, _ run: Run) async throws(RunError) -> Payload {
    switch node.work {
    case .call(let target):
      let time = min(left, node.timeout ?? .max)
      return try await run.call(
        target.capability, input, id: key,
        Step(
          retry: node.retry, repeats: node.repeats, within: time == .max ? nil : time, agent: target.agent))
    case .graph(let graph): return Payload(bytes: try await answer(of: graph, input, run.scope(key)))
    case .document(let document):
      return Payload(bytes: try await run.start(document.workflow, document.request(input), id: key))
    case .review(var request):
      (request.content, request.timeout) = (input, min(request.timeout, left))
      let decision: ReviewDecision = try await run.review(key, request)
      return Payload(bytes: decision.json)
    case .sleep(let time):
      try await run.sleep(key, for: min(time, left))
      return Payload(bytes: input)
    case .code(let body):
      let outcomes = try await run.branches(key, [Branch(key) { run, _ in try await body(run, view) }])
      if let error = outcomes.errors[key] { throw error }
      return Payload(bytes: outcomes.results[key] ?? [])
    case .nothing: return Payload(bytes: input)
    }
  }

  private func answer(of graph: Graph, _ input: [UInt8], _ run: Run) async throws(RunError) -> [UInt8] {
    var graph = graph
    if left != .max { graph.timeout = min(left, graph.timeout ?? .max) }
    let result = try await GraphExecution(graph, input, on: run).result(on: run)
    guard let failure = result.failure else { return result.output }
    throw .step(failure)
  }
}
