internal import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Carries graphs out. Seed 001's `EnterpriseOrchestrator`; its project and region are matters of the agents that
/// are asked.
///
/// It lives as long as its host and counts what was done.
package final class EnterpriseOrchestrator: Sendable {
  private let counted = Mutex(GraphStatistics())
  private let shelf = DocumentShelf<GraphDocument>()

  package init() {}

  /// Since the host began.
  package var statistics: GraphStatistics { counted.withLock { $0 } }

  /// Carries a graph out. Seed 001's `execute(messages)`: the input may be `{"messages": […]}` or anything else.
  /// - Parameter input: a JSON text; empty for null.
  /// - Throws: `badRequest` if the graph is not sound, and what ends the run. What fails in a node is in the result.
  package func execute(_ graph: Graph, _ input: [UInt8] = [], on run: Run) async throws(RunError) -> GraphResult {
    let input = input.isEmpty ? StepOutcome.null : input
    let result = try await GraphExecution(graph, input, on: run).result(on: run)
    counted.withLock { $0.count(result) }
    return result
  }

  /// Carries out what stands in its input, `{"graph": {…}, "input": …}`, and answers with its ``GraphResult`` as JSON.
  ///
  /// A graph that does not come to its end makes its run fail; the result is its output all the same. Set going again, it
  /// asks again only for the node that has failed.
  package var workflow: Workflow {
    Workflow(GraphDocument.workflow, version: GraphExecution.version) { run, input in
      let request = try PatternRequest(input, self.shelf)
      let result = try await self.execute(request.document.graph, request.input, on: run)
      guard let error = result.error, let failure = result.failure else { return result.json }
      throw WorkflowFailure(error, steps: [failure.key], output: result.json)
    }
  }
}
